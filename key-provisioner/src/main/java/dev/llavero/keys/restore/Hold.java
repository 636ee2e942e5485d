package dev.llavero.keys.restore;

import dev.llavero.platform.consumer.OlderDatabase;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.work.Nudges;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * After a restore nobody decides about keys or speaks to servers before the log's keys are back and an operator has seen what would be
 * done. Roles are stopped for a restore, so a process that has once seen no hold need not ask again. A database that was exchanged
 * behind our back is found out by what was read from Kafka; then the log's keys come back as well, but nobody is asked.
 */
@ApplicationScoped
public class Hold implements OlderDatabase {
    public static final String NUDGE = "keys.restore";

    private static final Logger LOG = Logger.getLogger(Hold.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final String STATE = "select log_read_at is not null from keys.restoring";

    private static final String BEGIN = "insert into keys.restoring (needs_word) values (false) on conflict do nothing";

    private final PlainTransactions transactions;
    private final Nudges nudges;
    private final AtomicInteger found = new AtomicInteger();
    private volatile boolean over;

    @Inject
    public Hold(PlainTransactions transactions, Nudges nudges) {
        this.transactions = transactions;
        this.nudges = nudges;
    }

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
        var foundBefore = found.get();
        return transactions.autocommit().query(STATE).map(rows -> {
            if (rows.isEmpty()) {
                over = found.get() == foundBefore;
                return Restore.NONE;
            }
            return rows.getFirst().flag(0) ? Restore.WAITING_FOR_THE_OPERATOR : Restore.READING_THE_LOG;
        });
    }

    @Override
    public Role role() {
        return Role.KEY_PROVISIONER;
    }

    @Override
    public Uni<Void> found() {
        return transactions
                .autocommit()
                .update(BEGIN)
                .invoke(() -> {
                    found.incrementAndGet();
                    over = false;
                    nudges.send(NUDGE);
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> ready() {
        return awaitOver();
    }

    /** How often this process has found an older database: what was once written to the one before may be missing from it. */
    public int timesFound() {
        return found.get();
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

    /** Ends when there is no hold, however long that takes and whatever becomes of the database meanwhile. It never fails. */
    public Uni<Void> awaitOver() {
        return awaitThat(restore -> restore == Restore.NONE);
    }

    /** As {@link #awaitOver}, for what needs the log's word alone and not the operator's. */
    public Uni<Void> awaitLogRead() {
        return awaitThat(restore -> restore != Restore.READING_THE_LOG);
    }

    private Uni<Void> awaitThat(Predicate<Restore> enough) {
        if (over) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createBy()
                .repeating()
                .uni(this::restoreWhenTheDatabaseAnswers)
                .withDelay(LOOK_AGAIN)
                .whilst(enough.negate())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Restore> restoreWhenTheDatabaseAnswers() {
        return Uni.createFrom()
                .deferred(this::restore)
                .onFailure()
                .invoke(failure -> LOG.warnf("Whether keys are being restored cannot be read now: %s", failure))
                .onFailure()
                .retry()
                .withBackOff(LOOK_AGAIN, LONGEST_WAIT)
                .indefinitely();
    }
}
