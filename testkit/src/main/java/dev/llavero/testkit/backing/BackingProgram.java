package dev.llavero.testkit.backing;

import dev.llavero.testkit.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;

/** One of the two programs, on one folder and always the same ports. */
final class BackingProgram {

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    private final ChildJvm.Launch launch;
    private final Path output;
    private ChildJvm jvm;
    private long serverPid;

    private BackingProgram(ChildJvm.Launch launch, Path output) {
        this.launch = launch;
        this.output = output;
    }

    /** Returns at once; {@link #awaitReady} waits. */
    static BackingProgram launch(String name, Path dir, int... ports) {
        var launch = ChildJvm.named(name)
                .jar(BackingFolder.jar())
                .options("-Xms48m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .options("--sun-misc-unsafe-memory-access=allow")
                .arguments(name, dir.toString());
        for (int port : ports) launch.arguments(Integer.toString(port));
        var program = new BackingProgram(launch, dir.resolve(name + ".out"));
        program.launch();
        return program;
    }

    void launch() {
        jvm = launch.start(output);
    }

    void awaitReady() {
        serverPid = Long.parseLong(
                jvm.awaitLine("^READY .* pid=(\\d+)", READY_WITHIN).group(1));
    }

    ChildJvm jvm() {
        return jvm;
    }

    /** The process that serves: not always the JVM. */
    long serverPid() {
        return serverPid;
    }

    void close() {
        jvm.close();
    }
}
