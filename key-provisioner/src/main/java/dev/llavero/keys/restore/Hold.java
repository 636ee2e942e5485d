package dev.llavero.keys.restore;

import dev.llavero.platform.sql.PlainTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * After a restore nobody decides about keys or speaks to servers before an operator has seen what would be done. Roles are stopped while
 * a database is restored, so a process that has once seen no hold need not ask again.
 */
@ApplicationScoped
public class Hold {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final String STATE = "select log_read_at is not null from keys.restoring";

    @Inject
    PlainTransactions transactions;

    private volatile boolean over;

    /** How far a restore is. */
    public enum Restore {
        NONE,
        READING_THE_LOG,
        WAITING_FOR_THE_OPERATOR
    }

    public Uni<Restore> restore() {
        if (over) {
            return Uni.createFrom().item(Restore.NONE);
        }
        return transactions.autocommit().query(STATE).map(rows -> {
            over = rows.isEmpty();
            if (over) {
                return Restore.NONE;
            }
            return rows.getFirst().flag(0) ? Restore.WAITING_FOR_THE_OPERATOR : Restore.READING_THE_LOG;
        });
    }

    /**
     * The pass of a worker that must not act before.
     *
     * @param lookAgain what the worker waits otherwise
     */
    public Uni<Duration> unlessOn(Duration lookAgain, Supplier<Uni<Duration>> pass) {
        return isOver().chain(over -> over ? pass.get() : Uni.createFrom().item(lookAgain));
    }

    private Uni<Boolean> isOver() {
        return restore().map(restore -> restore == Restore.NONE);
    }

    public Uni<Void> awaitOver() {
        return isOver().chain(isOver -> isOver
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().voidItem().onItem().delayIt().by(LOOK_AGAIN).chain(this::awaitOver));
    }
}
