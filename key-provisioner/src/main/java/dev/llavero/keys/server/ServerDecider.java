package dev.llavero.keys.server;

import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.ServerCommand.ChangeServerMode;
import dev.llavero.contracts.ServerCommand.RemoveForeignKey;
import dev.llavero.contracts.ServerMode;
import dev.llavero.keys.server.ForeignKey.Standing;
import java.util.Optional;

/**
 * What a command may do to a server. One rule for a server of the file: a command may take it further out of use than the
 * file says, and back to what the file says, but never further in; and only the file removes it.
 */
final class ServerDecider {
    private ServerDecider() {}

    /** @param server null when there is none of that id */
    static Optional<Reason> refusal(Server server, ChangeServerMode command) {
        if (server == null) {
            return Optional.of(Reason.NO_SUCH_SERVER);
        }
        return switch (command.requestedBy().kind()) {
            case USER -> Optional.of(Reason.NOT_YOURS);
            case SYSTEM ->
                liftsWhatAnOperatorDid(server, command) ? Optional.of(Reason.NOT_NOW) : byFile(server, command);
            case OPERATOR -> byFile(server, command);
        };
    }

    /** Only an operator's word removes what somebody else made. */
    static Optional<Reason> refusal(Server server, RemoveForeignKey command, Standing standing) {
        if (server == null) {
            return Optional.of(Reason.NO_SUCH_SERVER);
        }
        if (command.requestedBy().kind() != RequestedBy.Kind.OPERATOR) {
            return Optional.of(Reason.NOT_YOURS);
        }
        return switch (standing) {
            case OURS -> Optional.of(Reason.NOT_YOURS);
            case UNKNOWN -> Optional.of(Reason.NO_SUCH_KEY);
            case BEING_REMOVED -> Optional.of(Reason.NOT_NOW);
            // An agent knows no way to remove what it did not make.
            case FOREIGN ->
                server.protocol() == Protocol.WIREGUARD ? Optional.of(Reason.PROTOCOL_NOT_OFFERED) : Optional.empty();
        };
    }

    /** Who judges health may say that a server is well again, but not end its hiding, draining or removal. */
    private static boolean liftsWhatAnOperatorDid(Server server, ChangeServerMode command) {
        return switch (server.mode()) {
            case ACTIVE, DOWN -> false;
            case HIDDEN, DRAINING, REMOVED -> outOfUse(command.mode()) < outOfUse(server.mode());
        };
    }

    private static Optional<Reason> byFile(Server server, ChangeServerMode command) {
        return switch (server.managedBy()) {
            case COMMAND -> Optional.empty();
            case FILE ->
                fileAllows(server.fileSays(), command.mode()) ? Optional.empty() : Optional.of(Reason.MANAGED_BY_FILE);
        };
    }

    private static boolean fileAllows(ServerMode said, ServerMode asked) {
        var ofTheFileAlone = asked == ServerMode.REMOVED || said == ServerMode.REMOVED;
        return ofTheFileAlone ? asked == said : outOfUse(asked) >= outOfUse(said);
    }

    private static int outOfUse(ServerMode mode) {
        return switch (mode) {
            case ACTIVE -> 0;
            case HIDDEN -> 1;
            case DRAINING, DOWN -> 2;
            case REMOVED -> 3;
        };
    }
}
