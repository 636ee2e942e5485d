package dev.llavero.keys.server;

import dev.llavero.platform.outbox.Outbox;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.vault.Vault;
import dev.llavero.platform.work.Nudges;
import dev.llavero.platform.work.Worker;
import dev.llavero.platform.work.WorkerSource;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Watches the servers file where there is one. */
@ApplicationScoped
class ServersFileSource implements WorkerSource {
    @ConfigProperty(name = "llavero.servers.file")
    Optional<Path> file;

    @ConfigProperty(name = "llavero.servers.allow-private")
    boolean allowPrivate;

    @Inject
    PlainTransactions transactions;

    @Inject
    Vault vault;

    @Inject
    Nudges nudges;

    @Inject
    Vertx vertx;

    @Override
    public Stream<Worker> workers() {
        return file.stream()
                .map(path -> new ServersFileWorker(
                        path,
                        allowPrivate,
                        new ServersFileRows(transactions, vault),
                        () -> nudges.send(Outbox.nudge(Role.KEY_PROVISIONER)),
                        vertx));
    }
}
