package dev.llavero.contracts;

import java.util.Objects;
import java.util.Set;

/** What can be asked of a VPN server's record. Read by key-provisioner. */
public sealed interface ServerCommand extends Command {
    ServerId serverId();

    @Override
    default String subject() {
        return serverId().toString();
    }

    /** Let a server take new keys, hide it from new ones, or take it out. */
    record ChangeServerMode(ServerId serverId, ServerMode mode, RequestedBy requestedBy) implements ServerCommand {
        public ChangeServerMode {
            Objects.requireNonNull(serverId, "serverId");
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(requestedBy, "requestedBy");
        }

        @Override
        public Set<Class<? extends Event>> endsWith() {
            return Set.of(ServerEvent.ServerState.class);
        }
    }

    /**
     * Take a key off a server that we did not put there. Answered when the server is seen without it.
     *
     * @param foreignId the server's own, as it was listed when the server was last compared
     */
    record RemoveForeignKey(ServerId serverId, String foreignId, RequestedBy requestedBy) implements ServerCommand {
        public RemoveForeignKey {
            Objects.requireNonNull(serverId, "serverId");
            Objects.requireNonNull(foreignId, "foreignId");
            Objects.requireNonNull(requestedBy, "requestedBy");
        }

        @Override
        public Set<Class<? extends Event>> endsWith() {
            return Set.of(ServerEvent.ServerState.class);
        }
    }
}
