package dev.llavero.testkit.telegram;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One lock, one counter, one bell. Every change takes the next number and rings; everything that waits (pollers, tests,
 * the web chat, the webhook) waits here and looks again when it rings.
 */
final class Changes {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition bell = lock.newCondition();
    private long number;
    private boolean closed;

    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void doLocked(Runnable work) {
        locked(() -> {
            work.run();
            return null;
        });
    }

    /** Call it under the lock. */
    long next() {
        bell.signalAll();
        return ++number;
    }

    long number() {
        return locked(() -> number);
    }

    void continueFrom(long saved) {
        number = saved;
    }

    /** Wakes everybody up without a change, for instance because time was moved. */
    void ring() {
        doLocked(bell::signalAll);
    }

    void close() {
        doLocked(() -> {
            closed = true;
            bell.signalAll();
        });
    }

    boolean closed() {
        return locked(() -> closed);
    }

    /** The first thing {@code look} finds; empty when the time is over or the simulator closes. */
    <T> Optional<T> await(Duration timeout, Supplier<Optional<T>> look) {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (true) {
                Optional<T> found = look.get();
                if (found.isPresent() || closed || left <= 0) return found;
                left = bell.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
