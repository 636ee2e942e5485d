package dev.llavero.playground;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Starts a process again whenever it ends: at once, but one that cannot stay up less and less often. */
final class Watch {
    private static final Duration STABLE = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final String name;
    private final Supplier<CompletableFuture<Integer>> exit;
    private final Runnable startAgain;
    private final Consumer<String> tell;
    private Duration wait = Duration.ZERO;
    private Instant started = Instant.now();
    private volatile boolean starting;
    private volatile boolean over;
    private volatile boolean expected;

    /**
     * @param exit of the process that runs now
     * @param startAgain returns when it is ready
     */
    Watch(String name, Supplier<CompletableFuture<Integer>> exit, Runnable startAgain, Consumer<String> tell) {
        this.name = name;
        this.exit = exit;
        this.startAgain = startAgain;
        this.tell = tell;
    }

    Watch begin() {
        exit.get().thenAccept(this::ended);
        return this;
    }

    /** The next end is somebody's wish: not worth a word or a wait. */
    void expectEnd() {
        expected = true;
    }

    /** From now on it may stay down. */
    void end() {
        over = true;
    }

    /** Empty while the process runs and has been seen to be ready. */
    Optional<String> trouble() {
        if (exit.get().isDone()) return Optional.of("down");
        return starting ? Optional.of("starting") : Optional.empty();
    }

    private void ended(int exitCode) {
        if (over) return;
        starting = true;
        boolean wished = expected;
        expected = false;
        boolean shortLived = Duration.between(started, Instant.now()).compareTo(STABLE) < 0;
        wait = wished || !shortLived ? Duration.ZERO : longer(wait);
        if (!wished) {
            tell.accept("%s ended with exit code %d, starting it again%s"
                    .formatted(name, exitCode, wait.isZero() ? "" : " in " + wait.toSeconds() + " s"));
        }
        CompletableFuture.runAsync(
                this::again,
                CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, task -> Thread.ofPlatform()
                        .daemon()
                        .name("restart of " + name)
                        .start(task)));
    }

    private void again() {
        if (over) return;
        started = Instant.now();
        try {
            startAgain.run();
            tell.accept(name + " is ready again");
        } catch (RuntimeException failure) {
            tell.accept("%s could not be started: %s".formatted(name, firstLine(failure)));
        }
        starting = false;
        begin();
    }

    private static Duration longer(Duration wait) {
        var doubled = wait.isZero() ? Duration.ofSeconds(1) : wait.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    private static String firstLine(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse(failure.toString());
    }
}
