package dev.llavero.platform.crash;

/** Thrown at a crash point that a test has armed with {@code throw}. */
public final class CrashPointException extends RuntimeException {
    CrashPointException(CrashPoint point) {
        super("armed crash point " + point.title());
    }
}
