package dev.llavero.benchmarks.measure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what cannot tell us, by asking now and then: seldom enough not to disturb what is measured. */
public final class Patience {
    private static final Duration ASK_EVERY = Duration.ofMillis(200);

    private Patience() {}

    /** Whether it came true in time. */
    public static boolean awaits(Duration longest, BooleanSupplier condition) {
        double until = Moment.now() + longest.toMillis() / 1000.0;
        while (!condition.getAsBoolean()) {
            if (Moment.now() > until) return false;
            LockSupport.parkNanos(ASK_EVERY.toNanos());
        }
        return true;
    }

    public static void await(String what, Duration longest, BooleanSupplier condition) {
        if (!awaits(longest, condition)) throw new IllegalStateException("not within " + longest + ": " + what);
    }
}
