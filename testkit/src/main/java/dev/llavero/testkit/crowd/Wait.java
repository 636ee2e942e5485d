package dev.llavero.testkit.crowd;

import java.time.Duration;
import java.time.Instant;

/**
 * Somebody has asked for something.
 *
 * @param answeredAt null as long as they wait
 */
public record Wait(String who, String what, Instant askedAt, Instant answeredAt) {
    Wait answered() {
        return new Wait(who, what, askedAt, Instant.now());
    }

    public Duration lasts() {
        return Duration.between(askedAt, answeredAt == null ? Instant.now() : answeredAt);
    }

    @Override
    public String toString() {
        return "%s: %s, for %d s".formatted(who, what, lasts().toSeconds());
    }
}
