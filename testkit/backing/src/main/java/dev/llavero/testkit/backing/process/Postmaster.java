package dev.llavero.testkit.backing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The process that owns a data folder. It is not our child (pg_ctl detaches it), so it outlives a killed JVM by itself;
 * two things prevent that: a shell that waits for the JVM's end, and the next start on the folder, which stops
 * what it finds there.
 */
record Postmaster(Path data, ProcessHandle process) {

    private static final String FAST_SHUTDOWN = "INT";
    private static final String IMMEDIATE_SHUTDOWN = "QUIT";

    /** Its standard input ends when the JVM does, even by SIGKILL. The pid is compared because pids are used again. */
    private static final String STOP_WHEN_INPUT_ENDS =
            "read -r never; read -r pid < \"$1\"/postmaster.pid && [ \"$pid\" = \"$2\" ] && kill -s INT \"$pid\"";

    static Optional<Postmaster> of(Path data) {
        Path pidFile = data.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) return Optional.empty();
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(Long::parseLong)
                    .flatMap(ProcessHandle::of)
                    .map(process -> new Postmaster(data, process))
                    .filter(Postmaster::alive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes room for a new one. The pid file of a killed postmaster is removed here, since Postgres believes it as long as
     * the pid exists, be it a zombie that nobody reaps; but only when none of its backends is left in the folder.
     */
    static void evict(Path data) throws IOException {
        of(data).ifPresent(Postmaster::stop);
        if (!within(Duration.ofSeconds(10), () -> nobodyWorksIn(data))) {
            throw new Refusal(Refusal.FOLDER_BUSY, "backends of a killed Postgres still work in " + data);
        }
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    private static boolean nobodyWorksIn(Path folder) {
        return ProcessHandle.allProcesses().noneMatch(process -> folder.equals(workingDirectory(process)));
    }

    private static Path workingDirectory(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
        } catch (IOException goneOrNotOurs) {
            return null;
        }
    }

    /** A pid used again has another command line, a zombie that nobody reaps has none. */
    boolean alive() {
        return process.info().commandLine().orElse("").contains(data.toString());
    }

    long pid() {
        return process.pid();
    }

    void awaitEnd() {
        while (!endsWithin(Duration.ofMinutes(1))) {}
    }

    void stopWithThisJvm() throws IOException {
        new ProcessBuilder("sh", "-c", STOP_WHEN_INPUT_ENDS, "sh", data.toString(), Long.toString(pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    void stop() {
        if (!ends(FAST_SHUTDOWN) && !ends(IMMEDIATE_SHUTDOWN)) {
            throw new Refusal(Refusal.FOLDER_BUSY, "Postgres (pid %d) on %s does not stop".formatted(pid(), data));
        }
    }

    private boolean ends(String signal) {
        try {
            // CONT as well: a frozen process acts on nothing else.
            new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"; kill -s CONT \"$2\"", "sh", signal, "" + pid())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("signalling Postgres " + pid(), e);
        }
        return endsWithin(Duration.ofSeconds(10));
    }

    private boolean endsWithin(Duration patience) {
        return within(patience, () -> !alive());
    }

    /** Asks again and again, because the end of a process that is not our child is announced to nobody. */
    private static boolean within(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) return false;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return true;
    }
}
