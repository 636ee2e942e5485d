package dev.llavero.platform.work;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next try: doubles from the first to the longest, and is drawn from the upper half so that
 * replicas spread.
 */
public record Backoff(Duration first, Duration longest) {
    public static Backoff exponential(Duration first, Duration longest) {
        return new Backoff(first, longest);
    }

    /** @param failures in a row, from 1 */
    public Duration after(int failures) {
        var doublings = Math.clamp(failures - 1L, 0, 30);
        var full = Math.min(longest.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1));
    }
}
