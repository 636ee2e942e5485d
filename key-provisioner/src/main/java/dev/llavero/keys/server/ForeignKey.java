package dev.llavero.keys.server;

import dev.llavero.contracts.ServerCommand.RemoveForeignKey;
import dev.llavero.contracts.ServerId;

/**
 * A key that a server holds and that we did not put there.
 *
 * @param id the server's own
 */
public record ForeignKey(ServerId server, String id) {
    static ForeignKey of(RemoveForeignKey command) {
        return new ForeignKey(command.serverId(), command.foreignId());
    }

    /** What is known of a key that is said to be foreign. */
    enum Standing {
        FOREIGN,
        BEING_REMOVED,
        OURS,
        /** Not seen there when the server was last compared. */
        UNKNOWN
    }
}
