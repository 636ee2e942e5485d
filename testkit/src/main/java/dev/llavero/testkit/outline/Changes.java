package dev.llavero.testkit.outline;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Lets a test wait for a condition: it is looked at again whenever something has happened, never by the clock. */
final class Changes {

    synchronized void happened() {
        notifyAll();
    }

    /** Whether the condition came true in time. */
    synchronized boolean await(BooleanSupplier condition, Duration within) {
        var deadline = System.nanoTime() + within.toNanos();
        while (!condition.getAsBoolean()) {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.toMillis() <= 0) return false;
            try {
                wait(left.toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
