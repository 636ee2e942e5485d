package dev.llavero.testkit.backing;

import dev.llavero.testkit.Ports;
import dev.llavero.testkit.Signal;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** One Postgres on 127.0.0.1 with durable commits; whoever connects from there is believed to be who they say. */
public final class PostgresProcess implements AutoCloseable {

    private final BackingProgram program;
    private final int port;

    private PostgresProcess(BackingProgram program, int port) {
        this.program = program;
        this.port = port;
    }

    /** @param dir new, or that of an earlier Postgres, whose rows are kept */
    public static PostgresProcess start(Path dir) {
        return start(dir, Ports.free());
    }

    public static PostgresProcess start(Path dir, int port) {
        PostgresProcess postgres = launch(dir, port);
        postgres.awaitReady();
        return postgres;
    }

    static PostgresProcess launch(Path dir, int port) {
        return new PostgresProcess(BackingProgram.launch("postgres", dir, port), port);
    }

    void awaitReady() {
        program.awaitReady();
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    /** The superuser; any password is accepted. */
    public String user() {
        return "postgres";
    }

    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    public String jdbcUrl(String database) {
        return "jdbc:" + reactiveUrl(database);
    }

    public String reactiveUrl() {
        return reactiveUrl("postgres");
    }

    public String reactiveUrl(String database) {
        return "postgresql://%s:%d/%s".formatted(host(), port, database);
    }

    /** The postmaster; every connection is served by a child of it. */
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

    /** SIGKILL to the postmaster and all its backends: a crash, not a shutdown. */
    public void kill() {
        // Backends are asked for before the postmaster dies, while they are still its children.
        server().toList().forEach(ProcessHandle::destroyForcibly);
        program.jvm().kill();
    }

    /** The postmaster first, so that no backend is born meanwhile. */
    public void freeze() {
        Signal.STOP.send(pid());
        Signal.STOP.send(serverPids());
    }

    public void thaw() {
        Signal.CONT.send(serverPids());
    }

    /** Ends it in an orderly way if it still runs, and starts it on the same folder and port. */
    public void restart() {
        close();
        program.launch();
        program.awaitReady();
    }

    @Override
    public void close() {
        if (program.jvm().isAlive()) thaw();
        program.close();
    }

    private long[] serverPids() {
        return server().mapToLong(ProcessHandle::pid).toArray();
    }

    private Stream<ProcessHandle> server() {
        return ProcessHandle.of(pid()).stream()
                .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.children()));
    }
}
