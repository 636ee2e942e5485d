package dev.llavero.testkit.system;

import dev.llavero.testkit.ChildJvm;
import dev.llavero.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The built application as a child JVM, with a file through which its crash points are armed. */
public final class Application implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    /** One that learns writes it down then. */
    private static final Duration STOP = Duration.ofSeconds(60);

    /** Quick to start and small: what a test wants, not what a measurement does. */
    private static final List<String> FOR_TESTS = List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final ChildJvm process;
    private final int managementPort;
    private final Path crashFile;

    private Application(ChildJvm process, int managementPort, Path crashFile) {
        this.process = process;
        this.managementPort = managementPort;
        this.crashFile = crashFile;
    }

    /** The options of one that writes down what the JVM has learned of it when it ends. */
    static List<String> learning(Path learned) {
        return with("-XX:AOTCacheOutput=" + learned);
    }

    /** The options of one that need not learn that again. */
    static List<String> quickly(Path learned) {
        return with("-XX:AOTCache=" + learned);
    }

    /** The options of one of which nothing has been learned. */
    static List<String> slowly() {
        return FOR_TESTS;
    }

    private static List<String> with(String option) {
        return Stream.concat(FOR_TESTS.stream(), Stream.of(option)).toList();
    }

    /** Begins to start it; {@link #awaitStarted} waits. */
    static Application launch(
            Built built, Map<String, String> settings, Path folder, String name, List<String> jvmOptions) {
        var management = Ports.free();
        var crashFile = folder.resolve(name + ".crash");
        var process = ChildJvm.named(name)
                .options(jvmOptions.toArray(String[]::new))
                .jar(built.program())
                .environment(settings)
                .environment("HTTP_PORT", settings.getOrDefault("HTTP_PORT", Integer.toString(Ports.free())))
                .environment("MANAGEMENT_PORT", Integer.toString(management))
                .environment("CRASH_FILE", crashFile.toString())
                .start(folder.resolve(name + ".log"));
        return new Application(process, management, crashFile);
    }

    public Application awaitStarted() {
        process.awaitLine("started in .*s\\. Listening on", START);
        return this;
    }

    /** @param spec as {@code CrashPoint} describes it, such as {@code relay-published@keys:halt} */
    public Application armed(String spec) {
        try {
            var part = crashFile.resolveSibling(crashFile.getFileName() + ".part");
            Files.writeString(part, spec);
            Files.move(part, crashFile, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void disarmed() {
        try {
            Files.deleteIfExists(crashFile);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether the armed crash point has struck. */
    public boolean struck() {
        return !Files.exists(crashFile);
    }

    public ChildJvm process() {
        return process;
    }

    public int managementPort() {
        return managementPort;
    }

    public Path log() {
        return process.output();
    }

    /** An orderly end. */
    public void stop() {
        process.stop(STOP);
    }

    @Override
    public void close() {
        process.close();
    }
}
