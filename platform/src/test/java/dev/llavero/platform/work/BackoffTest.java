package dev.llavero.platform.work;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Backoff BACKOFF = Backoff.exponential(Duration.ofMillis(100), Duration.ofSeconds(20));

    @Test
    void itDoublesUpToTheLongestAndStaysInTheUpperHalf() {
        long full = 100;
        for (int failures = 1; failures < 100; failures++) {
            var wait = BACKOFF.after(failures).toMillis();
            assertTrue(wait >= full / 2 && wait <= full, failures + " failures: " + wait + " of " + full);
            full = Math.min(full * 2, 20_000);
        }
    }

    @Test
    void anyNumberOfFailuresIsWaitedOut() {
        assertTrue(BACKOFF.after(Integer.MAX_VALUE).toSeconds() <= 20);
        assertTrue(BACKOFF.after(0).toMillis() <= 100);
    }
}
