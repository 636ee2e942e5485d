package dev.llavero.bot.interaction;

import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.send.Send;
import dev.llavero.bot.send.Sends;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.work.Nudges;
import dev.llavero.platform.work.Worker;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/** Tells people who wait that we are still at it: after 10 seconds, and after 2 minutes that we will write. */
final class InteractionWorker implements Worker {
    private static final int MOST = 100;
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int STILL_WORKING = 1;

    private final PlainTransactions transactions;
    private final Nudges nudges;

    InteractionWorker(PlainTransactions transactions, Nudges nudges) {
        this.transactions = transactions;
        this.nudges = nudges;
    }

    @Override
    public Role role() {
        return Role.BOT_GATEWAY;
    }

    @Override
    public String name() {
        return "bot-gateway-interactions";
    }

    @Override
    public String nudge() {
        return "bot.interaction";
    }

    @Override
    public Uni<Duration> work() {
        return transactions.run(InteractionWorker::tell).map(this::told);
    }

    private static Uni<Integer> tell(Sql sql) {
        return Interactions.takeDue(sql, MOST)
                .chain(due -> Sends.add(sql, words(due)).replaceWith(due.size()));
    }

    private Duration told(int people) {
        if (people > 0) {
            nudges.send(Sends.NUDGE);
        }
        return people == MOST ? Duration.ZERO : TICK;
    }

    static List<Send> words(List<Interaction> due) {
        return due.stream()
                .map(waiting -> Send.menu(waiting.chatId(), waiting.userId(), word(waiting)))
                .toList();
    }

    private static Screen word(Interaction waiting) {
        return waiting.stage() == STILL_WORKING
                ? new Screen.StillWorking(waiting.task())
                : new Screen.WillWrite(waiting.task());
    }
}
