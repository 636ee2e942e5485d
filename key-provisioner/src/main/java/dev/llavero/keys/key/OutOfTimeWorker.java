package dev.llavero.keys.key;

import dev.llavero.keys.key.MassExpiry.Verdict;
import dev.llavero.keys.restore.Hold;
import dev.llavero.platform.outbox.Outbox;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.work.Nudges;
import dev.llavero.platform.work.Worker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Asks for what a user's time demands of their keys: suspended when it ends, resumed when it goes on. The wishes travel as everybody's
 * do, so the same rules decide. Where unusually many would end, an operator is asked first.
 */
@ApplicationScoped
class OutOfTimeWorker implements Worker {
    static final String NUDGE = "keys.out-of-time";

    private static final Logger LOG = Logger.getLogger(OutOfTimeWorker.class);
    private static final int MOST = 500;
    private static final Duration TICK = Duration.ofSeconds(15);

    @Inject
    Hold hold;

    @Inject
    PlainTransactions transactions;

    @Inject
    Nudges nudges;

    @Override
    public Role role() {
        return Role.KEY_PROVISIONER;
    }

    @Override
    public String name() {
        return "out-of-time";
    }

    @Override
    public String nudge() {
        return NUDGE;
    }

    @Override
    public Uni<Duration> work() {
        return hold.unlessOn(TICK, this::wish);
    }

    private Uni<Duration> wish() {
        return transactions
                .run(sql -> MassExpiry.look(sql)
                        .invoke(OutOfTimeWorker::tell)
                        .chain(verdict -> OutOfTime.wishes(sql, MOST, verdict.mayEnd()))
                        .call(wishes -> Outbox.add(sql, Role.KEY_PROVISIONER, wishes)))
                .invoke(wishes -> wishes.forEach(wish -> LOG.infof(
                        "%s %s, for its user's time (command %s)",
                        wish.message().getClass().getSimpleName(),
                        wish.message().keyId(),
                        wish.id())))
                .invoke(wishes -> {
                    if (!wishes.isEmpty()) {
                        nudges.send(Outbox.nudge(Role.KEY_PROVISIONER));
                    }
                })
                .replaceWith(TICK);
    }

    private static void tell(Verdict verdict) {
        if (verdict.asked()) {
            LOG.warnf(
                    "The time of %d of %d keys has ended, all at once: they go on working until you have looked: op expiry, then op"
                            + " expiry --confirm",
                    verdict.ending(), verdict.active());
        }
    }
}
