package dev.llavero.keys.key;

import dev.llavero.contracts.ServerEvent.ServerState;
import dev.llavero.keys.restore.Hold;
import dev.llavero.keys.server.ReturningServers;
import dev.llavero.keys.server.ServerLog;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.work.Worker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * After a restore: takes in what {@code keys.events.v1} and {@code servers.state.v1} know better than the database, and publishes
 * nothing. Doing it twice, or in two processes, changes nothing: what is at its last version is left alone.
 */
@ApplicationScoped
class RestoreWorker implements Worker {
    private static final Logger LOG = Logger.getLogger(RestoreWorker.class);
    private static final int AT_ONCE = 200;
    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration FOR_GOOD = Duration.ofHours(1);

    @Inject
    Hold hold;

    @Inject
    KeyLog keys;

    @Inject
    ServerLog servers;

    @Inject
    ReturningKeys returning;

    @Inject
    PlainTransactions transactions;

    @Override
    public Role role() {
        return Role.KEY_PROVISIONER;
    }

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public String nudge() {
        return Hold.NUDGE;
    }

    @Override
    public Uni<Duration> work() {
        return hold.restore().chain(restore -> switch (restore) {
            case NONE -> Uni.createFrom().item(FOR_GOOD);
            case WAITING_FOR_THE_OPERATOR -> Uni.createFrom().item(REST);
            case READING_THE_LOG -> readTheLog().replaceWith(REST);
        });
    }

    /** The servers after the keys, so that none of a key is missing; and into the database before them, for the same reason. */
    private Uni<Void> readTheLog() {
        return keys.read().chain(logged -> servers.read()
                .chain(states -> takeIn(states.values()).chain(() -> takeIn(logged))));
    }

    private Uni<Void> takeIn(Collection<Envelope<ServerState>> states) {
        return transactions
                .run(sql -> ReturningServers.put(sql, states))
                .invoke(back -> LOG.warnf(
                        "The log tells of %d servers; %d of them it knew better than the restored database",
                        states.size(), back))
                .replaceWithVoid();
    }

    private Uni<Void> takeIn(KeyLog.Read read) {
        var all = Uni.createFrom().item(0);
        for (var some : parts(read)) {
            all = all.chain(
                    so -> transactions.run(sql -> returning.put(sql, some)).map(back -> so + back));
        }
        return all.call(() -> transactions.run(
                        sql -> returning.remember(sql, read.refusedElsewhere()).chain(() -> returning.done(sql))))
                .invoke(back -> LOG.warnf(
                        "The log tells of %d keys; %d of them it knew better than the restored database. If ./llavero restore did that,"
                                + " nobody speaks to servers before you have looked: op reconcile --dry-run, then --confirm",
                        read.keys().size(), back))
                .replaceWithVoid();
    }

    private static List<List<LoggedKey>> parts(KeyLog.Read read) {
        var sorted = read.keys().values().stream()
                .sorted(Comparator.comparing(one -> one.key().id().toString()))
                .toList();
        var parts = new ArrayList<List<LoggedKey>>();
        for (int from = 0; from < sorted.size(); from += AT_ONCE) {
            parts.add(sorted.subList(from, Math.min(from + AT_ONCE, sorted.size())));
        }
        return parts;
    }
}
