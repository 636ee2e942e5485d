package dev.llavero.keys.reconcile;

import dev.llavero.keys.restore.Hold;
import dev.llavero.keys.server.ServerConnections;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.work.Worker;
import dev.llavero.vpn.HeldKey;
import dev.llavero.vpn.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Asks each server now and then for all that it holds. What it has forgotten is put back with the same id and secret, what is ours
 * and should not be there is taken away, and what is not ours is listed and left alone. The putting and taking is {@code
 * keys.key}'s work: here rows only become due again.
 */
@ApplicationScoped
class Reconciler implements Worker {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);
    private static final Duration TICK = Duration.ofSeconds(2);
    private static final Duration AFTER_SILENCE = Duration.ofMinutes(1);

    @ConfigProperty(name = "llavero.reconcile.every")
    Duration every;

    @Inject
    Hold hold;

    @Inject
    PlainTransactions transactions;

    @Inject
    ServerConnections servers;

    @Override
    public Role role() {
        return Role.KEY_PROVISIONER;
    }

    @Override
    public String name() {
        return "reconciler";
    }

    @Override
    public String nudge() {
        return "keys.reconcile";
    }

    @Override
    public Uni<Duration> work() {
        return hold.restore().chain(restore -> switch (restore) {
            case NONE -> compareNext(new Comparisons(transactions));
            case WAITING_FOR_THE_OPERATOR -> compareNext(Comparisons.withoutActing(transactions));
            case READING_THE_LOG -> Uni.createFrom().item(TICK);
        });
    }

    private Uni<Duration> compareNext(Comparisons comparisons) {
        return comparisons
                .claim()
                .chain(claimed -> claimed == null
                        ? Uni.createFrom().item(TICK)
                        : compare(comparisons, claimed).replaceWith(Duration.ZERO));
    }

    private Uni<Void> compare(Comparisons comparisons, Comparison comparison) {
        return servers.to(comparison.server()).chain(server -> server.list()).chain(answer -> switch (answer) {
            case Outcome.Done<List<HeldKey>>(var held) ->
                comparisons
                        .settle(comparison, held, every)
                        .invoke(found -> report(comparison, held, found))
                        .replaceWithVoid();
            case Outcome.Down<List<HeldKey>>(var fault, var detail) -> silent(comparisons, comparison, fault, detail);
            case Outcome.Refused<List<HeldKey>>(var refusal, var detail) ->
                silent(comparisons, comparison, refusal, detail);
        });
    }

    /** Nothing is known, so nothing is changed. */
    private Uni<Void> silent(Comparisons comparisons, Comparison comparison, Object why, String detail) {
        LOG.debugf("%s cannot be compared (%s): %s", comparison.server(), why, detail);
        return comparisons.postpone(comparison, AFTER_SILENCE.compareTo(every) < 0 ? AFTER_SILENCE : every);
    }

    private static void report(Comparison comparison, List<HeldKey> held, Findings found) {
        if (found == null) {
            return;
        }
        if (found.missing().isEmpty() && found.surplus().isEmpty()) {
            LOG.debugf("%s holds what it should: %d keys", comparison.server(), held.size());
            return;
        }
        LOG.warnf(
                "%s holds %d keys: %d were forgotten and are put back %s, %d should not be there and are taken away %s",
                comparison.server(),
                held.size(),
                found.missing().size(),
                found.missing(),
                found.surplus().size(),
                found.surplus());
    }
}
