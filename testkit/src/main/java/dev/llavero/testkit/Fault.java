package dev.llavero.testkit;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What a {@link TcpProxy} does to the bytes at this moment. */
sealed interface Fault {

    record None() implements Fault {}

    record Latency(Duration delay) implements Fault {}

    record Blackhole() implements Fault {}

    record Reset() implements Fault {}

    record Refuse() implements Fault {}

    /** Happens once. */
    record CutRequest(AtomicLong bytesLeft, CompletableFuture<Void> done) implements Fault {

        /** How many bytes were left before these. */
        long take(int bytes) {
            return bytesLeft.getAndUpdate(before -> Math.max(0, before - bytes));
        }
    }

    /** Happens once. */
    record CutAnswer(AtomicInteger requestsLeft, CompletableFuture<Void> done) implements Fault {

        boolean isIt() {
            return requestsLeft.decrementAndGet() == 0;
        }
    }
}
