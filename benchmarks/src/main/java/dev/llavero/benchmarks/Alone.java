package dev.llavero.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A measurement in a JVM of its own, with a broker and a database that no other one has filled. */
final class Alone {
    private Alone() {}

    /** Returns its exit code. */
    static int measure(Headline headline, Options options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dllavero.app=" + System.getProperty("llavero.app"),
                Bench.class.getName()));
        command.addAll(List.of(options.forOne(headline)));
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            var end = new Thread(process::destroy);
            Runtime.getRuntime().addShutdownHook(end);
            int code = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(end);
            return code;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
