package dev.llavero.testkit.backing;

import dev.llavero.testkit.Ports;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** One broker on 127.0.0.1, without authentication; topics are not created by themselves. */
public final class KafkaProcess implements AutoCloseable {

    private final BackingProgram program;
    private final int port;

    private KafkaProcess(BackingProgram program, int port) {
        this.program = program;
        this.port = port;
    }

    /** @param dir new, or that of an earlier broker, whose records are kept */
    public static KafkaProcess start(Path dir) {
        return start(dir, Ports.free(), Ports.free());
    }

    public static KafkaProcess start(Path dir, int port, int controllerPort) {
        KafkaProcess kafka = launch(dir, port, controllerPort);
        kafka.awaitReady();
        return kafka;
    }

    static KafkaProcess launch(Path dir, int port, int controllerPort) {
        return new KafkaProcess(BackingProgram.launch("kafka", dir, port, controllerPort), port);
    }

    void awaitReady() {
        program.awaitReady();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return program.serverPid();
    }

    /** Completed when it ends, whoever ended it; after {@link #restart} ask again. */
    public CompletableFuture<Integer> exit() {
        return program.jvm().exit();
    }

    /** Its standard output and standard error. */
    public Path output() {
        return program.jvm().output();
    }

    /** SIGKILL; returns when it is gone. Records the broker has acknowledged are in the page cache, so they survive. */
    public void kill() {
        program.jvm().kill();
    }

    public void freeze() {
        program.jvm().freeze();
    }

    public void thaw() {
        program.jvm().thaw();
    }

    /** Ends it in an orderly way if it still runs, and starts it on the same folder and ports. */
    public void restart() {
        program.close();
        program.launch();
        program.awaitReady();
    }

    @Override
    public void close() {
        program.close();
    }
}
