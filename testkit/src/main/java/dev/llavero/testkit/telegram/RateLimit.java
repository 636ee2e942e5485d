package dev.llavero.testkit.telegram;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * About one message a second per chat, bursts forgiven, twenty a minute per group, and thirty a second in all. Off unless switched on. Used under
 * the lock.
 */
final class RateLimit {
    private static final int PER_CHAT_BURST = 5;
    private static final int PER_GROUP_AND_MINUTE = 20;
    private static final int OVERALL_PER_SECOND = 30;

    private final Clock clock;
    private final Map<Long, Bucket> chats = new HashMap<>();
    private final Bucket overall;
    private boolean on;

    RateLimit(Clock clock) {
        this.clock = clock;
        this.overall = new Bucket(OVERALL_PER_SECOND, OVERALL_PER_SECOND, clock.millis());
    }

    void on(boolean limit) {
        on = limit;
    }

    boolean on() {
        return on;
    }

    void check(long chat) {
        if (!on) return;
        long now = clock.millis();
        Bucket own = chats.computeIfAbsent(chat, _ -> bucket(chat, now));
        int wait = Math.max(own.waitSeconds(now), overall.waitSeconds(now));
        if (wait > 0) throw Refusal.tooManyRequests(wait);
        own.take();
        overall.take();
    }

    private static Bucket bucket(long chat, long now) {
        boolean group = chat < 0;
        return group
                ? new Bucket(PER_GROUP_AND_MINUTE, PER_GROUP_AND_MINUTE / 60.0, now)
                : new Bucket(PER_CHAT_BURST, 1, now);
    }

    private static final class Bucket {
        private final int size;
        private final double perSecond;
        private double tokens;
        private long filledAt;

        Bucket(int size, double perSecond, long now) {
            this.size = size;
            this.perSecond = perSecond;
            this.tokens = size;
            this.filledAt = now;
        }

        int waitSeconds(long now) {
            tokens = Math.min(size, tokens + (now - filledAt) / 1000.0 * perSecond);
            filledAt = now;
            return tokens >= 1 ? 0 : (int) Math.ceil((1 - tokens) / perSecond);
        }

        void take() {
            tokens -= 1;
        }
    }
}
