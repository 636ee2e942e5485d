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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Wakes workers after a commit, here and in other processes. Only a hint that saves waiting for the tick: one may be lost
 * without harm, so nothing waits for it and nothing is retried.
 */
@ApplicationScoped
public class Nudges {
    private static final Logger LOG = Logger.getLogger(Nudges.class);
    private static final String CHANNEL = "llavero";
    private static final long RECONNECT_MILLIS = 500;

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

    private final Map<String, Set<Runnable>> listeners = new ConcurrentHashMap<>();
    private final Set<String> sending = ConcurrentHashMap.newKeySet();
    private final Set<String> owed = ConcurrentHashMap.newKeySet();
    private PgSubscriber subscriber;

    void start(@Observes StartupEvent start) {
        var options = PgConnectOptions.fromUri(url).setUser(user).setPassword(password);
        subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(attempt -> RECONNECT_MILLIS);
        subscriber.channel(CHANNEL).handler(this::wake);
        subscriber.connect().onFailure(down -> LOG.warnf("Nudges wait for the database: %s", down.getMessage()));
    }

    void stop(@Observes ShutdownEvent stop) {
        subscriber.close();
    }

    void listen(String nudge, Runnable wake) {
        listeners.computeIfAbsent(nudge, name -> new CopyOnWriteArraySet<>()).add(wake);
    }

    /** Call after the commit. At most one notification per name is under way; later ones are joined into the next. */
    public void send(String nudge) {
        wake(nudge);
        if (sending.add(nudge)) {
            notifyOthers(nudge);
        } else {
            owed.add(nudge);
        }
    }

    /** Wakes only this process: for a worker that has something to come back to. */
    public void wake(String nudge) {
        listeners.getOrDefault(nudge, Set.of()).forEach(Runnable::run);
    }

    private void notifyOthers(String nudge) {
        pool.preparedQuery("select pg_notify($1, $2)")
                .execute(Tuple.of(CHANNEL, nudge))
                .subscribe()
                .with(done -> sent(nudge), down -> {
                    LOG.debugf("nudge %s not sent: %s", nudge, down.getMessage());
                    sent(nudge);
                });
    }

    private void sent(String nudge) {
        sending.remove(nudge);
        if (owed.remove(nudge) && sending.add(nudge)) {
            notifyOthers(nudge);
        }
    }
}
