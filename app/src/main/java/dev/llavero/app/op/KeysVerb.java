package dev.llavero.app.op;

import dev.llavero.contracts.UserId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "keys", description = "List the keys of a user.")
final class KeysVerb implements Callable<Integer> {
    private final Views views;
    private final Answers answers;

    @Parameters(paramLabel = "<user>", description = "The user's id, or their Telegram id.")
    private Person person;

    @Option(names = "--all", description = "Also those that have ended.")
    private boolean all;

    KeysVerb(Views views, Answers answers) {
        this.views = views;
        this.answers = answers;
    }

    @Override
    public Integer call() {
        return user().map(this::list).orElseGet(() -> answers.noSuch("user with that Telegram id"));
    }

    private Optional<UserId> user() {
        return switch (person) {
            case Person.User(UserId id) -> Optional.of(id);
            case Person.OnTelegram(long telegramId) -> views.onTelegram(telegramId);
        };
    }

    private int list(UserId user) {
        var keys = views.keysOf(user, all);
        var table = new Table("KEY", "STATE", "PROTOCOL", "PLACE", "SERVER", "PORT", "CREATED", "CHANGED");
        keys.forEach(key -> table.row(
                key.keyId(),
                state(key),
                key.protocol(),
                key.location(),
                key.serverId(),
                key.port(),
                key.createdAt(),
                key.changedAt()));
        return answers.show(keys, table);
    }

    private static Object state(KeyLine key) {
        return key.suspended() == null ? key.state() : key.suspended();
    }
}
