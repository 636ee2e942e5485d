package dev.llavero.agent.peer;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An expensive action whose result many may share. Who asks gets the result of a run that began after it asked, so that
 * whatever it did before is in it; those who ask while one run is under way share the next.
 */
public final class Shared<T> {

    @FunctionalInterface
    public interface Action<T> {
        T run() throws IOException;
    }

    private final Action<T> action;
    private final AtomicLong asked = new AtomicLong();
    private final ReentrantLock running = new ReentrantLock();
    private long answeredUpTo;
    private T last;

    public Shared(Action<T> action) {
        this.action = action;
    }

    public T afterNow() throws IOException {
        var mine = asked.incrementAndGet();
        running.lock();
        try {
            if (answeredUpTo < mine) {
                var upTo = asked.get();
                last = action.run();
                answeredUpTo = upTo;
            }
            return last;
        } finally {
            running.unlock();
        }
    }
}
