package dev.llavero.app.op;

import dev.llavero.app.op.Erasure.OpenKey;
import dev.llavero.contracts.KeyCommand.RevokeKey;
import dev.llavero.contracts.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "user", description = "Change a user.")
final class UserVerbs {
    /** Postgres cannot tell us when a key has ended, so we ask. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final Op op;
    private final Views views;
    private final Dispatch dispatch;
    private final Erasure erasure;
    private final Answers answers;

    UserVerbs(Op op, Views views, Dispatch dispatch, Erasure erasure, Answers answers) {
        this.op = op;
        this.views = views;
        this.dispatch = dispatch;
        this.erasure = erasure;
        this.answers = answers;
    }

    /** @param openKeys those that a server may still hold */
    private record Erased(UserId userId, boolean done, List<?> openKeys) {}

    @Command(
            name = "erase",
            description =
                    "Take a user's keys off their servers, destroy what opens their secrets and the names that they typed,"
                            + " and forget who they are at Telegram. Shows what it would do, unless --yes. Can be repeated"
                            + " whenever it was interrupted.")
    int erase(
            @Parameters(paramLabel = "<user>", description = "The user's id, or their Telegram id.") Person person,
            @Option(names = "--yes", description = "Do it. There is no way back.") boolean yes) {
        return switch (person) {
            case Person.User(UserId id) -> views.isKnown(id) ? erase(id, yes) : answers.noSuch("user " + id);
            case Person.OnTelegram(long telegramId) ->
                views.onTelegram(telegramId)
                        .map(id -> erase(id, yes))
                        .orElseGet(() -> answers.noSuch("user with that Telegram id"));
        };
    }

    private int erase(UserId user, boolean yes) {
        if (!yes) {
            var keys = views.keysOf(user, false);
            return answers.show(
                    new Erased(user, false, keys),
                    new Table("USER", "KEYS").row(user, keys.size()),
                    "Nothing is done yet. With --yes they are erased for good.");
        }
        var open = endKeys(user, Instant.now().plus(op.patience()));
        if (!open.isEmpty()) {
            answers.show(
                    new Erased(user, false, open),
                    keys(open),
                    "Not erased yet: these keys are still to be taken off their servers. Repeat it later.");
            return Op.UNAVAILABLE;
        }
        erasure.forget(user);
        return answers.show(
                new Erased(user, true, open),
                new Table("USER", "ERASED").row(user, true),
                "After a restore from a backup of before, erase them again.");
    }

    /** @return those that have not ended when the time is over */
    private List<OpenKey> endKeys(UserId user, Instant deadline) {
        var open = erasure.close(user);
        for (var key : open) {
            var left = Duration.between(Instant.now(), deadline);
            if (!key.ending() && left.isPositive()) {
                dispatch.send(Wish.of(new RevokeKey(key.key(), Wish.operator())), left);
            }
        }
        open = erasure.close(user);
        while (!open.isEmpty() && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            open = erasure.close(user);
        }
        return open;
    }

    private static Table keys(List<OpenKey> open) {
        var table = new Table("KEY", "BEING REMOVED");
        open.forEach(key -> table.row(key.key(), key.ending()));
        return table;
    }
}
