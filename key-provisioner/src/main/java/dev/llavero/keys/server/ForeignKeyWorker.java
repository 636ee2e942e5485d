package dev.llavero.keys.server;

import dev.llavero.keys.restore.Hold;
import dev.llavero.keys.server.ForeignKeyRows.Removal;
import dev.llavero.platform.outbox.Outbox;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.work.Backoff;
import dev.llavero.platform.work.Nudges;
import dev.llavero.platform.work.Worker;
import dev.llavero.vpn.Gone;
import dev.llavero.vpn.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Takes foreign keys off their servers, on an operator's word. No transaction is open while a server is called. */
@ApplicationScoped
class ForeignKeyWorker implements Worker {
    static final String NUDGE = "keys.foreign";

    private static final Logger LOG = Logger.getLogger(ForeignKeyWorker.class);
    private static final Duration TICK = Duration.ofSeconds(5);
    private static final Backoff AFTER_FAILURE = Backoff.exponential(Duration.ofSeconds(1), Duration.ofMinutes(1));

    @Inject
    PlainTransactions transactions;

    @Inject
    ServerConnections servers;

    @Inject
    Nudges nudges;

    @Inject
    Hold hold;

    @Override
    public Role role() {
        return Role.KEY_PROVISIONER;
    }

    @Override
    public String name() {
        return "foreign-keys";
    }

    @Override
    public String nudge() {
        return NUDGE;
    }

    @Override
    public Uni<Duration> work() {
        return hold.unlessOn(TICK, this::next);
    }

    private Uni<Duration> next() {
        return ForeignKeyRows.claim(transactions)
                .chain(claimed -> claimed.map(removal -> remove(removal).replaceWith(Duration.ZERO))
                        .orElseGet(() -> Uni.createFrom().item(TICK)));
    }

    private Uni<Void> remove(Removal removal) {
        return servers.to(removal.key().server())
                .chain(server -> server.removeForeign(removal.key().id()))
                .chain(answer -> switch (answer) {
                    case Outcome.Done<Gone> done -> done(removal);
                    case Outcome.Down<Gone>(var fault, var detail) -> later(removal, fault, detail);
                    case Outcome.Refused<Gone>(var refusal, var detail) -> later(removal, refusal, detail);
                });
    }

    private Uni<Void> done(Removal removal) {
        return transactions
                .run(sql -> ForeignKeyRows.done(sql, removal)
                        .chain(ours -> ours
                                ? ServerStates.answer(sql, removal)
                                : Uni.createFrom().voidItem()))
                .invoke(() -> {
                    LOG.infof(
                            "A foreign key is taken off %s (for %s)",
                            removal.key().server(), removal.correlation());
                    nudges.send(Outbox.nudge(Role.KEY_PROVISIONER));
                });
    }

    private Uni<Void> later(Removal removal, Object why, String detail) {
        LOG.warnf("A foreign key stays on %s for now (%s): %s", removal.key().server(), why, detail);
        return ForeignKeyRows.postpone(transactions, removal, AFTER_FAILURE.after(removal.attempts()));
    }
}
