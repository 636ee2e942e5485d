package dev.llavero.agent.link;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something unless it is closed in time. For calls that have no time limit of their own. */
final class Alarm implements AutoCloseable {

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("alarm").factory());

    private final Future<?> pending;

    private Alarm(Future<?> pending) {
        this.pending = pending;
    }

    static Alarm in(Duration time, Runnable action) {
        return new Alarm(CLOCK.schedule(action, time.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        pending.cancel(false);
    }
}
