package dev.llavero.benchmarks.contender;

import dev.llavero.testkit.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;

/** A limit: a JVM with the application's server stack and nothing behind it. */
public final class EmptyServer implements AutoCloseable {
    public static final String NAME = "empty Vert.x server (limit)";

    private static final Duration START = Duration.ofSeconds(30);

    private final ChildJvm process;

    private EmptyServer(ChildJvm process) {
        this.process = process;
    }

    /** Returns when it serves. */
    public static EmptyServer start(Path folder) {
        var process = ChildJvm.named("empty-server")
                .main(System.getProperty("java.class.path"), PostSink.class.getName())
                .options(LlaveroApp.JVM.toArray(String[]::new))
                .start(folder.resolve("empty-server.log"));
        process.awaitLine("^READY", START);
        return new EmptyServer(process);
    }

    public double megabytes() {
        return ResidentMemory.megabytes(process.pid());
    }

    @Override
    public void close() {
        process.close();
    }
}
