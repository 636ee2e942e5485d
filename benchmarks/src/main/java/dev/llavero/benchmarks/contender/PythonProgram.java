package dev.llavero.benchmarks.contender;

import dev.llavero.benchmarks.measure.CpuTime;
import dev.llavero.testkit.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One of the peers' programs, as a child process that ends when its standard input does. */
final class PythonProgram implements AutoCloseable {
    private static final String READY = "READY ";

    private final Process process;
    private final String ready;

    private PythonProgram(Process process, String ready) {
        this.process = process;
        this.ready = ready;
    }

    /** Returns when it has said that it is ready. */
    static PythonProgram start(Path script, Path complaints, String... arguments) {
        var command = new ArrayList<>(List.of(interpreter(), script.toString()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(complaints.toFile()))
                    .start();
            var line = new BufferedReader(process.inputReader()).readLine();
            if (line == null || !line.startsWith(READY)) {
                process.destroyForcibly();
                throw new IllegalStateException(script.getFileName() + " did not start, see " + complaints);
            }
            return new PythonProgram(process, line.substring(READY.length()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What it said with {@code READY}. */
    String ready() {
        return ready;
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void freeze() {
        Signal.STOP.send(process.pid());
    }

    void thaw() {
        Signal.CONT.send(process.pid());
    }

    double megabytes() {
        return ResidentMemory.megabytes(process.pid());
    }

    double cpuSeconds() {
        return CpuTime.of(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** {@code PYTHON}, or the first that has aiohttp. */
    private static String interpreter() {
        var given = System.getenv("PYTHON");
        return Stream.of(given == null ? "python3" : given, "/usr/bin/python3")
                .filter(PythonProgram::hasAiohttp)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "The peer needs Python with aiohttp: install python3-aiohttp, or name an interpreter in PYTHON"));
    }

    private static boolean hasAiohttp(String python) {
        if (python.startsWith("/") && !Files.isExecutable(Path.of(python))) return false;
        try {
            return new ProcessBuilder(python, "-c", "import aiohttp")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
