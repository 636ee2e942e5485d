package dev.llavero.platform.work;

import dev.llavero.platform.sql.FreshContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** Runs one worker's passes one after another: when nudged, when its rest is over, and again while there is more. */
final class WorkLoop {
    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final Backoff AFTER_FAILURE = Backoff.exponential(Duration.ofMillis(200), Duration.ofSeconds(5));
    private static final long NO_TIMER = -1;

    private final Worker worker;
    private final Vertx vertx;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private boolean running;
    private boolean again;
    private boolean stopping;
    private int failures;
    private long timer = NO_TIMER;

    WorkLoop(Worker worker, Vertx vertx) {
        this.worker = worker;
        this.vertx = vertx;
    }

    Worker worker() {
        return worker;
    }

    void wake() {
        synchronized (this) {
            if (running || stopping) {
                again = true;
                return;
            }
            running = true;
            again = false;
            cancelTimer();
        }
        FreshContext.run(vertx, worker::work).subscribe().with(this::rested, this::failed);
    }

    Uni<Void> stop() {
        synchronized (this) {
            stopping = true;
            cancelTimer();
            if (!running) {
                stopped.complete(null);
            }
        }
        return Uni.createFrom().completionStage(stopped).chain(worker::stop);
    }

    private void rested(Duration rest) {
        failures = 0;
        next(rest);
    }

    private void failed(Throwable failure) {
        failures++;
        if (failures == 1 || failures % 20 == 0) {
            LOG.warnf("%s: pass failed (%d in a row), trying again: %s", worker.name(), failures, failure);
        }
        LOG.debugf(failure, "%s", worker.name());
        synchronized (this) {
            again = false;
        }
        next(AFTER_FAILURE.after(failures));
    }

    private void next(Duration rest) {
        boolean now;
        synchronized (this) {
            running = false;
            if (stopping) {
                stopped.complete(null);
                return;
            }
            now = again || rest.isZero();
            if (!now) {
                timer = vertx.setTimer(Math.max(1, rest.toMillis()), fired -> wake());
            }
        }
        if (now) {
            wake();
        }
    }

    private void cancelTimer() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }
}
