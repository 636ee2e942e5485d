package dev.llavero.testkit.backing.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;

/** Postgres with durable commits; as root it runs in a user namespace of its own ({@code unshare -U}). */
final class Postgres implements Server {

    private static final Duration CRASH_RECOVERY = Duration.ofSeconds(60);

    private final EmbeddedPostgres embedded;
    private final Postmaster postmaster;

    private Postgres(EmbeddedPostgres embedded, Postmaster postmaster) {
        this.embedded = embedded;
        this.postmaster = postmaster;
    }

    static Postgres start(int port, Path dir) throws Exception {
        Path dataDir = dir.resolve("data");
        Postmaster.evict(dataDir);
        Loopback.demandFree(port);
        Folder data = Folder.begin(dataDir);
        EmbeddedPostgres embedded = unpacked(builder(dir, port).setDataDirectory(data.path()));
        data.filled();
        Postmaster postmaster = Postmaster.of(dataDir).orElseThrow();
        postmaster.stopWithThisJvm();
        return new Postgres(embedded, postmaster);
    }

    private static EmbeddedPostgres.Builder builder(Path dir, int port) {
        Redirect log = Redirect.appendTo(dir.resolve("postgres.log").toFile());
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(CRASH_RECOVERY)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setServerConfig("listen_addresses", Loopback.ADDRESS)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "128MB");
    }

    /** The first start unpacks the binaries, one process at a time: whoever is killed there leaves truncated files. */
    private static EmbeddedPostgres unpacked(EmbeddedPostgres.Builder builder) throws IOException, URISyntaxException {
        Path home = Path.of(Postgres.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolveSibling("postgres");
        FileLock turn = Folder.turn(home.resolveSibling("postgres.lock"));
        try {
            Folder binaries = Folder.begin(home);
            EmbeddedPostgres embedded =
                    builder.setOverrideWorkingDirectory(home.toFile()).start();
            binaries.filled();
            return embedded;
        } finally {
            turn.channel().close();
        }
    }

    @Override
    public long pid() {
        return postmaster.pid();
    }

    @Override
    public void awaitEnd() {
        postmaster.awaitEnd();
    }

    @Override
    public void close() {
        if (!postmaster.alive()) return;
        try {
            embedded.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
