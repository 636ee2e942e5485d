package dev.llavero.testkit.outline;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Lets a test wait for a condition: it is looked at again whenever something has happened, never by the clock. */
final class Changes {

    private long happened;

    synchronized void happened() {
        happened++;
        notifyAll();
    }

    /** Whether the condition came true in time. It is looked at without any lock of ours, for it may take others. */
    boolean await(BooleanSupplier condition, Duration within) {
        var deadline = System.nanoTime() + within.toNanos();
        for (var seen = soFar(); !condition.getAsBoolean(); seen = soFar())
            if (!moreThan(seen, deadline)) return condition.getAsBoolean();
        return true;
    }

    private synchronized long soFar() {
        return happened;
    }

    private synchronized boolean moreThan(long seen, long deadline) {
        while (happened == seen) {
            var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) return false;
            try {
                wait(left);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
