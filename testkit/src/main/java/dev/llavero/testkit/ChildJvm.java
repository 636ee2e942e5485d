package dev.llavero.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;

/** A Java program run as a child of this JVM, with the same JDK, so that it can be killed and frozen. */
public final class ChildJvm implements AutoCloseable {

    private static final Duration ORDERLY_END = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final CapturedOutput output;
    private final CompletableFuture<Integer> exit;
    private final List<Instant> upheavals = new CopyOnWriteArrayList<>();

    private ChildJvm(String name, Process process, CapturedOutput output) {
        this.name = name;
        this.process = process;
        this.output = output;
        upheaval();
        this.exit = process.onExit().thenApply(ended -> {
            upheaval();
            return ended.exitValue();
        });
    }

    private void upheaval() {
        upheavals.add(Instant.now());
    }

    /** When it was started, frozen, woken and when it ended: around these moments it may have forgotten what it had just done. */
    public List<Instant> upheavals() {
        return List.copyOf(upheavals);
    }

    /** @param name how failures speak of it */
    public static Launch named(String name) {
        return new Launch(name);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completed with the exit code. A signal gives 128 plus its number: 137 after {@link #kill}. */
    public CompletableFuture<Integer> exit() {
        return exit;
    }

    /** As {@link #exit}, when all that it printed has been kept, too. */
    public CompletableFuture<Integer> ended() {
        return exit().thenCombine(output.complete(), (code, kept) -> code);
    }

    /** All that it has printed by now, as lines. */
    public String printed() {
        return output.printed().collect(Collectors.joining("\n", "", "\n"));
    }

    /** Standard output and standard error, as they came. */
    public Path output() {
        return output.file();
    }

    /**
     * The first line in which the expression is found, whether already printed or still to come. Fails when the program
     * ends without it.
     */
    public CompletableFuture<MatchResult> line(String regex) {
        return output.line(regex);
    }

    /** As {@link #line}, but only of what is printed from now on. */
    public CompletableFuture<MatchResult> nextLine(String regex) {
        return output.nextLine(regex);
    }

    public MatchResult awaitLine(String regex, Duration patience) {
        try {
            return line(regex).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IllegalStateException("%s did not print '%s' within %s; its output ends with:%n%s"
                    .formatted(name, regex, patience, output.tail()));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** SIGKILL; returns when the process is gone, and {@link #exit} says so. */
    public void kill() {
        process.toHandle().destroyForcibly();
        exit.join();
    }

    /** SIGSTOP: it keeps its connections, locks and leases, and does nothing. */
    public void freeze() {
        if (!isAlive()) throw new IllegalStateException(name + " has ended, it cannot be frozen");
        Signal.STOP.send(pid());
        // Until the signal is there it goes on: what it did last came before this moment.
        upheaval();
    }

    public void thaw() {
        upheaval();
        Signal.CONT.send(pid());
    }

    /** SIGTERM; returns the exit code, or fails (and kills) when it does not end in time. */
    public int stop(Duration patience) {
        process.toHandle().destroy();
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) return process.exitValue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        kill();
        throw new IllegalStateException(
                "%s did not stop within %s; its output ends with:%n%s".formatted(name, patience, output.tail()));
    }

    /** An orderly end, also of a frozen process; of one that is gone, nothing. */
    @Override
    public void close() {
        if (!isAlive()) return;
        thaw();
        stop(ORDERLY_END);
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }

    /** What to run; {@link #jar} or {@link #main} is needed. */
    public static final class Launch {

        private final String name;
        private final List<String> options = new ArrayList<>();
        private final List<String> program = new ArrayList<>();
        private final List<String> arguments = new ArrayList<>();
        private final Map<String, String> environment = new HashMap<>();
        private Path directory = Path.of("").toAbsolutePath();
        private long largestOutput = Long.MAX_VALUE;

        private Launch(String name) {
            this.name = name;
        }

        public Launch jar(Path jar) {
            program.addAll(List.of("-jar", jar.toString()));
            return this;
        }

        public Launch main(String classPath, String mainClass) {
            program.addAll(List.of("-cp", classPath, mainClass));
            return this;
        }

        /** For the JVM: {@code -Xmx256m}, {@code -Dname=value}. */
        public Launch options(String... more) {
            options.addAll(List.of(more));
            return this;
        }

        public Launch arguments(String... more) {
            arguments.addAll(List.of(more));
            return this;
        }

        /** On top of the environment of this JVM. */
        public Launch environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        public Launch environment(Map<String, String> variables) {
            environment.putAll(variables);
            return this;
        }

        public Launch directory(Path workingDirectory) {
            directory = workingDirectory;
            return this;
        }

        /** Of what it prints, about twice so much is kept: the earlier half in a file with {@code .1} behind its name. Else all. */
        public Launch keeping(long bytes) {
            largestOutput = bytes;
            return this;
        }

        /** @param output appended to, so that a restart does not hide what came before the crash */
        public ChildJvm start(Path output) {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(program);
            command.addAll(arguments);
            var builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            try {
                Process process = builder.start();
                return new ChildJvm(name, process, CapturedOutput.of(name, process, output, largestOutput));
            } catch (IOException e) {
                throw new UncheckedIOException("starting " + name, e);
            }
        }
    }
}
