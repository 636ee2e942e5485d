package dev.llavero.benchmarks.measure;

import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Does a numbered thing many times, and fails if one of them did. */
public final class Work {
    private static final double NANOS = 1e9;

    private Work() {}

    /** As fast as it goes with so many under way. */
    public static void atOnce(int count, int underWay, IntConsumer thing) {
        var room = new Semaphore(underWay);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                room.acquireUninterruptibly();
                all.add(threads.submit(() -> {
                    try {
                        thing.accept(number);
                    } finally {
                        room.release();
                    }
                }));
            }
            all.forEach(Work::ended);
        }
    }

    /** At its pace, however long each takes: who is slow meets a queue, as in life. */
    public static void at(double perSecond, int count, IntConsumer thing) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            long began = System.nanoTime();
            for (int i = 0; i < count; i++) {
                int number = i;
                long due = began + (long) (i * NANOS / perSecond);
                while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
                all.add(threads.submit(() -> thing.accept(number)));
            }
            all.forEach(Work::ended);
        }
    }

    private static void ended(Future<?> one) {
        try {
            one.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
