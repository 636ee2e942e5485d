package dev.llavero.testkit.backing;

import dev.llavero.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Both servers, started side by side. */
public record BackingProcesses(KafkaProcess kafka, PostgresProcess postgres) implements AutoCloseable {

    private static BackingProcesses shared;

    /**
     * One pair for all tests of a JVM, started by the first who asks and closed, with its data, when the JVM ends. Tests
     * share it, so each uses topics and a database of its own, and whoever kills a server restarts it.
     */
    public static synchronized BackingProcesses shared() {
        if (shared == null) {
            Path dir = freshFolder();
            BackingProcesses started = start(dir);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> started.closeAndDelete(dir), "close backing"));
            shared = started;
        }
        return shared;
    }

    /** @param dir new, or that of an earlier pair, whose data is kept */
    public static BackingProcesses start(Path dir) {
        var processes = new BackingProcesses(
                KafkaProcess.launch(dir.resolve("kafka"), Ports.free(), Ports.free()),
                PostgresProcess.launch(dir.resolve("postgres"), Ports.free()));
        try {
            processes.kafka.awaitReady();
            processes.postgres.awaitReady();
            return processes;
        } catch (RuntimeException e) {
            processes.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try (postgres) {
            kafka.close();
        }
    }

    private static Path freshFolder() {
        try {
            Path target = Path.of("target").toAbsolutePath();
            return Files.isDirectory(target)
                    ? Files.createTempDirectory(target, "backing-")
                    : Files.createTempDirectory("llavero-backing-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void closeAndDelete(Path dir) {
        close();
        try (var files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
