package dev.llavero.contracts;

import java.util.Objects;
import java.util.Set;

/** What can be asked of a key. Read by key-provisioner. */
public sealed interface KeyCommand extends Command {
    KeyId keyId();

    @Override
    default String subject() {
        return keyId().toString();
    }

    /**
     * Make a key.
     *
     * @param protocol null: the one that is recommended in the place
     * @param location null: the best place with room now
     * @param name what the user calls it, null for none
     */
    record CreateKey(
            KeyId keyId, UserId userId, Protocol protocol, LocationCode location, Sealed name, RequestedBy requestedBy)
            implements KeyCommand {
        public CreateKey {
            Objects.requireNonNull(keyId, "keyId");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(requestedBy, "requestedBy");
        }

        @Override
        public Set<Class<? extends Event>> endsWith() {
            return Set.of(KeyEvent.KeyCreated.class, KeyEvent.KeyRefused.class);
        }
    }

    /**
     * Give a key that somebody made on a server by hand to a user: it becomes one of ours with the same secret and port, so that
     * whoever has its link goes on with it.
     *
     * @param foreignId the server's own id, as it was listed when the server was last compared
     */
    record AdoptKey(KeyId keyId, UserId userId, ServerId serverId, String foreignId, RequestedBy requestedBy)
            implements KeyCommand {
        public AdoptKey {
            Objects.requireNonNull(keyId, "keyId");
            Objects.requireNonNull(userId, "userId");
            Objects.requireNonNull(serverId, "serverId");
            Objects.requireNonNull(foreignId, "foreignId");
            Objects.requireNonNull(requestedBy, "requestedBy");
        }

        @Override
        public Set<Class<? extends Event>> endsWith() {
            return Set.of(KeyEvent.KeyCreated.class, KeyEvent.KeyRefused.class);
        }
    }

    /** Take the key off its servers for good. Ends when the servers are seen without it. */
    record RevokeKey(KeyId keyId, RequestedBy requestedBy) implements KeyCommand {
        public RevokeKey {
            Objects.requireNonNull(keyId, "keyId");
            Objects.requireNonNull(requestedBy, "requestedBy");
        }

        @Override
        public Set<Class<? extends Event>> endsWith() {
            return Set.of(KeyEvent.KeyRevoked.class, KeyEvent.KeyRefused.class);
        }
    }

    /** Take the key off its servers for now; the credential is kept. */
    record SuspendKey(KeyId keyId, SuspendReason reason, RequestedBy requestedBy) implements KeyCommand {
        public SuspendKey {
            Objects.requireNonNull(keyId, "keyId");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(requestedBy, "requestedBy");
            if (reason == SuspendReason.OTHER) {
                throw new IllegalArgumentException("a reason that this version does not know");
            }
        }

        @Override
        public Set<Class<? extends Event>> endsWith() {
            return Set.of(KeyEvent.KeySuspended.class, KeyEvent.KeyRefused.class);
        }
    }

    /** Put a suspended key back with the same credential. */
    record ResumeKey(KeyId keyId, RequestedBy requestedBy) implements KeyCommand {
        public ResumeKey {
            Objects.requireNonNull(keyId, "keyId");
            Objects.requireNonNull(requestedBy, "requestedBy");
        }

        @Override
        public Set<Class<? extends Event>> endsWith() {
            return Set.of(KeyEvent.KeyResumed.class, KeyEvent.KeyRefused.class);
        }
    }

    /** @param name null: back to the name of its place */
    record RenameKey(KeyId keyId, Sealed name, RequestedBy requestedBy) implements KeyCommand {
        public RenameKey {
            Objects.requireNonNull(keyId, "keyId");
            Objects.requireNonNull(requestedBy, "requestedBy");
        }

        @Override
        public Set<Class<? extends Event>> endsWith() {
            return Set.of(KeyEvent.KeyRenamed.class, KeyEvent.KeyRefused.class);
        }
    }
}
