package dev.llavero.bot.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.bot.send.WaitingSend.Slot;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Slot ANA = new Slot(true, 1);
    private static final Slot ANSWER = new Slot(false, 1);
    private static final Duration TICK = Duration.ofMillis(250);

    private final Watch watch = new Watch();
    private final Pace pace = new Pace(30, watch);

    private static final class Watch implements TimeMeter {
        private long nanos = 1_000_000_000_000L;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }

        void passes(Duration time) {
            nanos += time.toNanos();
        }
    }

    @Test
    void aChatTakesThreeAtOnceAndThenOneASecond() {
        for (int message = 0; message < 3; message++) {
            assertTrue(pace.ready(ANA));
            pace.goes(ANA, true);
        }
        assertFalse(pace.ready(ANA));
        assertEquals(List.of(ANA), pace.resting());
        watch.passes(Duration.ofSeconds(1));
        assertTrue(pace.ready(ANA));
        pace.goes(ANA, true);
        assertFalse(pace.ready(ANA));
    }

    @Test
    void thirtyASecondInAll() {
        for (int chat = 0; chat < 30; chat++) {
            pace.goes(new Slot(true, chat), true);
        }
        assertEquals(0, pace.room());
        assertTrue(pace.next(TICK).compareTo(Duration.ofMillis(40)) < 0);
        watch.passes(Duration.ofMillis(100));
        assertEquals(3, pace.room());
    }

    @Test
    void answersToPressesAreNotMessages() {
        for (int press = 0; press < 100; press++) {
            pace.goes(new Slot(false, press), false);
        }
        assertEquals(30, pace.room());
        assertTrue(pace.ready(ANSWER));
    }

    @Test
    void aPauseIsExactlyAsLongAsTelegramSays() {
        pace.pause(Duration.ofSeconds(35));
        pace.pause(Duration.ofSeconds(2));
        assertEquals(Duration.ofSeconds(35), pace.paused());
        watch.passes(Duration.ofSeconds(35));
        assertEquals(Duration.ZERO, pace.paused());
    }

    @Test
    void troubleLetsAChatRestLongerAndLongerButNeverOver20Seconds() {
        for (int failure = 0; failure < 12; failure++) {
            pace.troubled(ANA);
        }
        assertFalse(pace.ready(ANA));
        watch.passes(Duration.ofSeconds(20));
        assertTrue(pace.ready(ANA));
    }

    @Test
    void whatExpiredAfterTroubleIsForgotten() {
        for (int press = 0; press < 3_000; press++) {
            pace.troubled(new Slot(false, press));
        }
        watch.passes(Duration.ofMinutes(2));
        pace.troubled(ANA);
        assertEquals(1, pace.size());
    }

    @Test
    void whatIsStillInTroubleIsNotForgottenHoweverMuchElseThereIs() {
        for (int failure = 0; failure < 12; failure++) {
            pace.troubled(ANA);
        }
        watch.passes(Duration.ofSeconds(15));
        for (int press = 0; press < 3_000; press++) {
            pace.troubled(new Slot(false, press));
        }
        assertTrue(pace.size() > 3_000);
    }

    @Test
    void thePassAfterIsWhenTheFirstHasRested() {
        pace.rest(ANA, Duration.ofMillis(20));
        pace.rest(ANSWER, Duration.ofMillis(90));
        assertEquals(Duration.ofMillis(20), pace.next(TICK));
        watch.passes(Duration.ofSeconds(1));
        assertEquals(TICK, pace.next(TICK));
    }
}
