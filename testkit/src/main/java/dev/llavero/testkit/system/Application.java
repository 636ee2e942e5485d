package dev.llavero.testkit.system;

import dev.llavero.testkit.ChildJvm;
import dev.llavero.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The built application as a child JVM, with a file through which its crash points are armed. */
public final class Application implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);
    /** One that learns writes it down then. */
    private static final Duration STOP = Duration.ofSeconds(60);

    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration ASK_EVERY = Duration.ofMillis(10);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

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

    /** Asked for often, for the answer's time is measured, too; of one that has just begun to start, or that has healed. */
    public Application awaitReady() {
        var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"))
                .timeout(READY)
                .build();
        var until = System.nanoTime() + READY.toNanos();
        while (!answersWell(ready)) {
            if (System.nanoTime() > until) throw new IllegalStateException("not ready, see " + log());
            LockSupport.parkNanos(ASK_EVERY.toNanos());
        }
        return this;
    }

    private static boolean answersWell(HttpRequest asked) {
        try {
            return HTTP.send(asked, BodyHandlers.discarding()).statusCode() == 200;
        } catch (ConnectException notYet) {
            return false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
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
