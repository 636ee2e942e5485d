package dev.llavero.platform.work;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Wakes workers after a commit, here at once and in other processes a few milliseconds later: what is sent meanwhile travels in
 * the same notification. Only a hint that saves waiting for the tick: one may be lost without harm, so nothing waits for it,
 * nothing is retried, and its own commit does not wait for the disk.
 */
@ApplicationScoped
public class Nudges {
    private static final Logger LOG = Logger.getLogger(Nudges.class);
    private static final String CHANNEL = "llavero";
    private static final long RECONNECT_MILLIS = 500;
    private static final long GATHER_MILLIS = 5;

    /** A notification is a transaction that writes log; {@code true} confines the setting to it. */
    private static final String NOTIFY = "select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)";

    @Inject
    Vertx vertx;

    @Inject
    Pool pool;

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    private final String self = UUID.randomUUID().toString();
    private final Map<String, Set<Runnable>> listeners = new ConcurrentHashMap<>();
    private final Set<String> owed = new TreeSet<>();
    private boolean sending;
    private PgSubscriber subscriber;

    void start(@Observes StartupEvent start) {
        var options = PgConnectOptions.fromUri(url).setUser(user).setPassword(password);
        subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(attempt -> RECONNECT_MILLIS);
        subscriber.channel(CHANNEL).handler(this::notified);
        subscriber.connect().onFailure(down -> LOG.warnf("Nudges wait for the database: %s", down.getMessage()));
    }

    void stop(@Observes ShutdownEvent stop) {
        subscriber.close();
    }

    void listen(String nudge, Runnable wake) {
        listeners.computeIfAbsent(nudge, name -> new CopyOnWriteArraySet<>()).add(wake);
    }

    /** Call after the commit. */
    public void send(String nudge) {
        wake(nudge);
        synchronized (owed) {
            owed.add(nudge);
            if (sending) {
                return;
            }
            sending = true;
        }
        vertx.setTimer(GATHER_MILLIS, gathered -> notifyOthers());
    }

    /** Wakes only this process: for a worker that has something to come back to. */
    public void wake(String nudge) {
        listeners.getOrDefault(nudge, Set.of()).forEach(Runnable::run);
    }

    /** The sender, then what it sends, with spaces between. */
    private void notified(String notification) {
        var words = notification.split(" ");
        if (!words[0].equals(self)) {
            Arrays.stream(words).skip(1).forEach(this::wake);
        }
    }

    private void notifyOthers() {
        String nudges;
        synchronized (owed) {
            nudges = self + " " + String.join(" ", owed);
            owed.clear();
        }
        pool.preparedQuery(NOTIFY)
                .execute(Tuple.of(CHANNEL, nudges))
                .subscribe()
                .with(done -> sent(), down -> {
                    LOG.debugf("not sent: %s: %s", nudges, down.getMessage());
                    sent();
                });
    }

    private void sent() {
        synchronized (owed) {
            sending = !owed.isEmpty();
            if (!sending) {
                return;
            }
        }
        vertx.setTimer(GATHER_MILLIS, gathered -> notifyOthers());
    }
}
