package dev.llavero.playground;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that was broken, and how long it took until it was well again. Times are null as long as it is not.
 *
 * @param answeredAt when somebody had an answer to what they asked after the strike
 */
record Strike(
        int number,
        String part,
        String what,
        @JsonSerialize(using = ToStringSerializer.class) Instant at,
        @JsonSerialize(using = ToStringSerializer.class) Instant backAt,
        @JsonSerialize(using = ToStringSerializer.class) Instant answeredAt) {
    static Strike at(int number, String part, String what) {
        return new Strike(number, part, what, Instant.now(), null, null);
    }

    Strike back() {
        return new Strike(number, part, what, at, Instant.now(), answeredAt);
    }

    Strike answered(Instant when) {
        return new Strike(number, part, what, at, backAt, when);
    }

    Optional<Double> backAfter() {
        return seconds(backAt);
    }

    Optional<Double> answeredAfter() {
        return seconds(answeredAt);
    }

    private Optional<Double> seconds(Instant end) {
        return Optional.ofNullable(end).map(then -> Duration.between(at, then).toMillis() / 1000.0);
    }

    @Override
    public String toString() {
        return "%s %s: back after %s, the next answer after %s"
                .formatted(part, what, words(backAfter()), words(answeredAfter()));
    }

    private static String words(Optional<Double> seconds) {
        return seconds.map(some -> String.format(Locale.ROOT, "%.1f s", some)).orElse("-");
    }
}
