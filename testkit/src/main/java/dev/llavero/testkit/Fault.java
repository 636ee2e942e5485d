package dev.llavero.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
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
    record CutAnswer(Question question, CompletableFuture<Void> done) implements Fault {

        /** The n-th request. */
        static CutAnswer ofRequest(int number) {
            var left = new AtomicInteger(number);
            return new CutAnswer((begins, _, _) -> begins && left.decrementAndGet() == 0, new CompletableFuture<>());
        }

        /** The first request that holds these words, though not if it comes in two pieces. */
        static CutAnswer ofWords(String words) {
            var heard = new AtomicBoolean();
            return new CutAnswer(
                    (_, chunk, length) -> new String(chunk, 0, length, ISO_8859_1).contains(words)
                            && heard.compareAndSet(false, true),
                    new CompletableFuture<>());
        }
    }

    /** Which request is not to be answered. */
    @FunctionalInterface
    interface Question {

        /** @param begins whether the server has spoken since the last bytes */
        boolean isIt(boolean begins, byte[] chunk, int length);
    }
}
