package dev.llavero.platform.crash;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The one crash point that a test has armed in this process. */
final class Armed {
    private static final long DELAY_NANOS = 3_000_000_000L;

    private enum Mode {
        HALT,
        THROW,
        DELAY
    }

    private final String point;
    private final String place;
    private final Mode mode;
    private final AtomicInteger left;

    private Armed(String point, String place, Mode mode, int nth) {
        this.point = point;
        this.place = place;
        this.mode = mode;
        this.left = new AtomicInteger(nth);
    }

    static Armed parse(String text) {
        var parts = text.split(":");
        var target = parts[0].split("@", 2);
        var mode = parts.length > 1 ? Mode.valueOf(parts[1].toUpperCase(Locale.ROOT)) : Mode.HALT;
        var nth = parts.length > 2 ? Integer.parseInt(parts[2]) : 1;
        return new Armed(target[0], target.length > 1 ? target[1] : "", mode, nth);
    }

    /** @return whether this is the time to {@link #act} */
    boolean strikes(CrashPoint reached, String where) {
        var here = reached.title().equals(point) && (place.isEmpty() || place.equals(where));
        return here && left.decrementAndGet() == 0;
    }

    void act(CrashPoint reached) {
        switch (mode) {
            case HALT -> Runtime.getRuntime().halt(137);
            case THROW -> throw new CrashPointException(reached);
            case DELAY -> LockSupport.parkNanos(DELAY_NANOS);
        }
    }
}
