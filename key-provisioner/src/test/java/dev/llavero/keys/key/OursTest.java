package dev.llavero.keys.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OursTest {
    private static final long SIX_SECONDS = Duration.ofSeconds(6).toNanos();

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void aTurnThatWasJustGivenIsOurs() {
        assertTrue(still(new Ours(System.nanoTime()), false));
        assertEquals(0, asked.get());
    }

    @Test
    void whoStoodStillAsksFirst() {
        assertFalse(still(new Ours(System.nanoTime() - SIX_SECONDS), false));
        assertEquals(1, asked.get());
    }

    @Test
    void whatWasProlongedNeedNotBeAskedForAgain() {
        var ours = new Ours(System.nanoTime() - SIX_SECONDS);
        assertTrue(still(ours, true));
        assertTrue(still(ours, true));
        assertEquals(1, asked.get());
    }

    private boolean still(Ours ours, boolean answer) {
        return ours.still(() -> {
                    asked.incrementAndGet();
                    return Uni.createFrom().item(answer);
                })
                .await()
                .indefinitely();
    }
}
