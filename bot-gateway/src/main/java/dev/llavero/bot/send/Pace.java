package dev.llavero.bot.send;

import dev.llavero.bot.send.WaitingSend.Slot;
import dev.llavero.platform.work.Backoff;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast Telegram lets us send: so many a second in all, and to one chat three at once, then one a second. Kept by the one
 * sender in memory, and used by one of its passes at a time; a new sender begins with full buckets.
 */
final class Pace {
    private static final int CHAT_BURST = 3;
    private static final Duration CHAT_REFILL = Duration.ofSeconds(1);
    private static final Backoff AFTER_TROUBLE = Backoff.exponential(Duration.ofMillis(500), Duration.ofSeconds(20));
    private static final int MANY = 1_000;
    private static final Duration LEFT_ALONE = Duration.ofMinutes(1);

    private final TimeMeter time;
    private final Bucket overall;
    private final Map<Slot, Own> slots = new HashMap<>();
    private long pausedUntil;

    private static final class Own {
        private final Bucket bucket;
        private long restsUntil;
        private int failures;

        private Own(TimeMeter time) {
            this.restsUntil = time.currentTimeNanos();
            this.bucket = Bucket.builder()
                    .addLimit(limit -> limit.capacity(CHAT_BURST).refillGreedy(1, CHAT_REFILL))
                    .withCustomTimePrecision(time)
                    .build();
        }
    }

    Pace(int perSecond, TimeMeter time) {
        this.time = time;
        this.pausedUntil = time.currentTimeNanos();
        this.overall = Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    void pause(Duration wait) {
        pausedUntil = Math.max(pausedUntil, time.currentTimeNanos() + wait.toNanos());
    }

    /** How long nothing may be sent at all. */
    Duration paused() {
        return left(pausedUntil);
    }

    /** How many more may go now in all. */
    long room() {
        return overall.getAvailableTokens();
    }

    /** Whether this one may go now; if not, it rests until it may. */
    boolean ready(Slot slot) {
        var own = slots.get(slot);
        if (own == null) {
            return true;
        }
        var wait = own.bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        own.restsUntil = Math.max(own.restsUntil, time.currentTimeNanos() + wait);
        return left(own.restsUntil).isZero();
    }

    /** @param counts whether it is a message that Telegram counts in its chat */
    void goes(Slot slot, boolean counts) {
        if (slot.chat()) {
            overall.tryConsume(1);
        }
        if (counts) {
            own(slot).bucket.tryConsume(1);
        }
    }

    void rest(Slot slot, Duration wait) {
        own(slot).restsUntil = time.currentTimeNanos() + wait.toNanos();
    }

    void troubled(Slot slot) {
        var own = own(slot);
        own.failures++;
        rest(slot, AFTER_TROUBLE.after(own.failures));
    }

    void arrived(Slot slot) {
        var own = slots.get(slot);
        if (own != null) {
            own.failures = 0;
        }
    }

    List<Slot> resting() {
        return slots.entrySet().stream()
                .filter(slot -> !left(slot.getValue().restsUntil).isZero())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How long until another may go, and no longer than the tick. */
    Duration next(Duration tick) {
        var rested = slots.values().stream()
                .map(own -> left(own.restsUntil))
                .filter(left -> !left.isZero())
                .reduce(tick, Pace::shorter);
        var refilled = overall.estimateAbilityToConsume(1).getNanosToWaitForRefill();
        return refilled > 0 ? shorter(rested, Duration.ofNanos(refilled).plusMillis(1)) : rested;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private Own own(Slot slot) {
        if (slots.size() >= MANY && !slots.containsKey(slot)) {
            slots.values().removeIf(this::isLeftAlone);
        }
        return slots.computeIfAbsent(slot, begins -> new Own(time));
    }

    /** Whatever waits is looked at as soon as it has rested: nothing waits here any more, be it sent, dropped or expired. */
    private boolean isLeftAlone(Own own) {
        return own.bucket.getAvailableTokens() == CHAT_BURST
                && time.currentTimeNanos() - own.restsUntil > LEFT_ALONE.toNanos();
    }

    /** How many are remembered. */
    int size() {
        return slots.size();
    }

    private Duration left(long until) {
        var left = until - time.currentTimeNanos();
        return left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
    }
}
