package dev.llavero.benchmarks.measure;

import java.time.Instant;

/** Seconds since the epoch: one clock for all processes of this machine, whatever their language. */
public final class Moment {
    private static final double NANOS = 1e9;

    private Moment() {}

    public static double now() {
        return of(Instant.now());
    }

    public static double of(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / NANOS;
    }
}
