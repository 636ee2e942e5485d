package dev.llavero.contracts;

import java.util.Objects;
import java.util.Set;

/**
 * What happened to a key. Public: other systems subscribe. Written by key-provisioner, in order per key; {@code
 * ce_sequence} counts up by one per key.
 */
public sealed interface KeyEvent extends Event {
    KeyId keyId();

    @Override
    default String subject() {
        return keyId().toString();
    }

    /** The key is accepted and has room on a server; the server does not hold it yet. */
    record KeyRequested(
            KeyId keyId, UserId userId, Protocol protocol, LocationCode location, ServerId serverId, Sealed name)
            implements KeyEvent {
        public KeyRequested {
            Objects.requireNonNull(keyId, "keyId");
        }
    }

    /**
     * The server was seen to hold the key: it can be used.
     *
     * @param port where the server listens for this key's traffic; the host is the server's own
     */
    record KeyCreated(
            KeyId keyId,
            UserId userId,
            Protocol protocol,
            LocationCode location,
            ServerId serverId,
            int port,
            Sealed name)
            implements KeyEvent {
        public KeyCreated {
            Objects.requireNonNull(keyId, "keyId");
        }
    }

    /**
     * A command was refused; {@code ce_sequence} is 0 when there is no such key.
     *
     * @param userId the key's owner, or who wanted one; null when the key is unknown
     * @param command the simple name of the refused command, such as {@code CreateKey}
     */
    record KeyRefused(KeyId keyId, UserId userId, String command, Reason reason) implements KeyEvent {
        private static final Set<String> MAKING =
                Set.of(KeyCommand.CreateKey.class.getSimpleName(), KeyCommand.AdoptKey.class.getSimpleName());

        public KeyRefused {
            Objects.requireNonNull(keyId, "keyId");
        }

        /**
         * Whether a key that was only requested will never be: only its own making can be refused for good, any other refusal leaves
         * it as it was.
         */
        public boolean endsMaking() {
            return MAKING.contains(command) && reason != Reason.KEY_EXISTS && reason != Reason.WITHDRAWN;
        }
    }

    /** The key is off its servers and keeps its credential. */
    record KeySuspended(KeyId keyId, UserId userId, SuspendReason reason) implements KeyEvent {
        public KeySuspended {
            Objects.requireNonNull(keyId, "keyId");
        }
    }

    /**
     * The server holds the key again: after it was suspended; or after the server had lost it and something else has its port, so that it
     * listens on another now. Nobody asked for the second, so there is no {@code ce_causationid}, and the key's user is told.
     */
    record KeyResumed(KeyId keyId, UserId userId, ServerId serverId, int port) implements KeyEvent {
        public KeyResumed {
            Objects.requireNonNull(keyId, "keyId");
        }
    }

    /** @param name null: it is called after its place again */
    record KeyRenamed(KeyId keyId, UserId userId, Sealed name) implements KeyEvent {
        public KeyRenamed {
            Objects.requireNonNull(keyId, "keyId");
        }
    }

    /** Removal was accepted and has begun; the key can still be held by a server that does not answer. */
    record KeyRevoking(KeyId keyId, UserId userId) implements KeyEvent {
        public KeyRevoking {
            Objects.requireNonNull(keyId, "keyId");
        }
    }

    /** No server holds the key any more. The end. */
    record KeyRevoked(KeyId keyId, UserId userId) implements KeyEvent {
        public KeyRevoked {
            Objects.requireNonNull(keyId, "keyId");
        }
    }
}
