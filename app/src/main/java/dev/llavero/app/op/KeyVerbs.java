package dev.llavero.app.op;

import dev.llavero.contracts.KeyCommand.AdoptKey;
import dev.llavero.contracts.KeyCommand.RevokeKey;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.ServerCommand.RemoveForeignKey;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Ids;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "key", description = "Look at a key, or change it.")
final class KeyVerbs {
    private final Op op;
    private final Views views;
    private final Dispatch dispatch;
    private final Answers answers;

    KeyVerbs(Op op, Views views, Dispatch dispatch, Answers answers) {
        this.op = op;
        this.views = views;
        this.dispatch = dispatch;
        this.answers = answers;
    }

    @Command(name = "show", description = "Show a key, also one that has ended.")
    int show(@Parameters(paramLabel = "<key>", description = "The key's id.") KeyId id) {
        return views.key(id).map(key -> answers.show(key, table(key))).orElseGet(() -> answers.noSuch("key " + id));
    }

    @Command(
            name = "revoke",
            description = "Take a key off its servers for good, and wait until they are seen without it.")
    int revoke(@Parameters(paramLabel = "<key>", description = "The key's id.") KeyId id) {
        var command = Wish.of(new RevokeKey(id, Wish.operator()));
        return answers.tell(command, dispatch.send(command, op.patience()));
    }

    @Command(
            name = "remove-foreign",
            description =
                    "Take a key off a server that is not ours, as op servers foreign lists it, and wait until the server"
                            + " is seen without it.")
    int removeForeign(
            @Parameters(paramLabel = "<server>", description = "The server's id.") ServerId server,
            @Parameters(paramLabel = "<foreign key>", description = "The server's own id for it.") String foreign) {
        var command = Wish.of(new RemoveForeignKey(server, foreign, Wish.operator()));
        return answers.tell(command, dispatch.send(command, op.patience()));
    }

    @Command(
            name = "adopt",
            description =
                    "Make a key that is not ours, as op servers foreign lists it, a user's: with the same secret and port, so"
                            + " that its link goes on working. Outline only.")
    int adopt(
            @Parameters(paramLabel = "<server>", description = "The server's id.") ServerId server,
            @Parameters(paramLabel = "<foreign key>", description = "The server's own id for it.") String foreign,
            @Option(
                            names = "--user",
                            required = true,
                            paramLabel = "<user>",
                            description = "Whose it is to be: a user's id, or a Telegram id.")
                    Person person) {
        return switch (person) {
            case Person.User(UserId user) when !views.isKnown(user) -> answers.noSuch("user " + user);
            case Person.User(UserId user) -> adopt(server, foreign, user);
            case Person.OnTelegram(long telegramId) ->
                views.onTelegram(telegramId)
                        .map(user -> adopt(server, foreign, user))
                        .orElseGet(() -> answers.noSuch("user with that Telegram id"));
        };
    }

    private int adopt(ServerId server, String foreign, UserId user) {
        var command = Wish.of(new AdoptKey(new KeyId(Ids.random()), user, server, foreign, Wish.operator()));
        return answers.tell(command, dispatch.send(command, op.patience()));
    }

    private static Table table(KeyLine key) {
        return new Table("KEY", key.keyId().toString())
                .row("USER", key.userId())
                .row("STATE", key.state())
                .row("SUSPENDED", key.suspended())
                .row("PROTOCOL", key.protocol())
                .row("PLACE", key.location())
                .row("SERVER", key.serverId())
                .row("PORT", key.port())
                .row("CREATED", key.createdAt())
                .row("CHANGED", key.changedAt());
    }
}
