package dev.llavero.playground;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/** What the person who started it reads meanwhile. */
record Progress(PrintStream out) {
    void say(String line) {
        out.println("  " + line);
    }

    /** Says how long it took. */
    <T> T of(String what, Supplier<T> work) {
        long before = System.nanoTime();
        T done = work.get();
        say("%-12s ready after %.1f s"
                .formatted(what, Duration.ofNanos(System.nanoTime() - before).toMillis() / 1000.0));
        return done;
    }
}
