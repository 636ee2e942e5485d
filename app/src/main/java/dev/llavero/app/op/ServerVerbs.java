package dev.llavero.app.op;

import dev.llavero.contracts.ServerCommand.ChangeServerMode;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "server", description = "Change a server.")
final class ServerVerbs {
    private final Op op;
    private final Dispatch dispatch;
    private final Answers answers;

    ServerVerbs(Op op, Dispatch dispatch, Answers answers) {
        this.op = op;
        this.dispatch = dispatch;
        this.answers = answers;
    }

    @Command(name = "hide", description = "Make no new keys on a server; those that it has go on.")
    int hide(@Parameters(paramLabel = "<server>", description = "The server's id.") ServerId id) {
        return change(id, ServerMode.HIDDEN);
    }

    @Command(name = "activate", description = "Make new keys on a server again.")
    int activate(@Parameters(paramLabel = "<server>", description = "The server's id.") ServerId id) {
        return change(id, ServerMode.ACTIVE);
    }

    private int change(ServerId server, ServerMode mode) {
        var command = Wish.of(new ChangeServerMode(server, mode, Wish.operator()));
        return answers.tell(command, dispatch.send(command, op.patience()));
    }
}
