package dev.llavero.testkit.telegram;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that a test may push forward. */
final class ShiftableClock extends Clock {
    private final Clock base;
    private volatile Duration shift = Duration.ZERO;

    ShiftableClock(Clock base) {
        this.base = base;
    }

    void advance(Duration by) {
        shift = shift.plus(by);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(shift);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ShiftableClock(base.withZone(zone));
    }
}
