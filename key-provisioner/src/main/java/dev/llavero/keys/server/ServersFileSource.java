package dev.llavero.keys.server;

import dev.llavero.keys.restore.Hold;
import dev.llavero.keys.server.ServersFileWorker.Standing;
import dev.llavero.platform.outbox.Outbox;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.role.Roles;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.vault.Vault;
import dev.llavero.platform.work.Nudges;
import dev.llavero.platform.work.Worker;
import dev.llavero.platform.work.WorkerSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Watches the servers file where there is one. What became of it stands with what says whether we are ready, and makes nothing red: with a mistake in
 * it everything goes on as it was.
 */
@Readiness
@ApplicationScoped
class ServersFileSource implements WorkerSource, HealthCheck {
    @ConfigProperty(name = "llavero.servers.file")
    Optional<Path> file;

    @ConfigProperty(name = "llavero.servers.allow-private")
    boolean allowPrivate;

    @Inject
    PlainTransactions transactions;

    @Inject
    Vault vault;

    @Inject
    Hold hold;

    @Inject
    Nudges nudges;

    @Inject
    Vertx vertx;

    @Inject
    Roles roles;

    @Inject
    MeterRegistry meters;

    private final List<ServersFileWorker> working = new CopyOnWriteArrayList<>();

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("servers-file").up();
        working.stream().map(ServersFileWorker::standing).forEach(standing -> tell(standing, answer));
        return answer.build();
    }

    private static void tell(Standing standing, HealthCheckResponseBuilder answer) {
        switch (standing) {
            case Standing.NotRead _ -> answer.withData("standing", "not read yet");
            case Standing.Applied(var servers) ->
                answer.withData("standing", "applied").withData("servers", servers);
            case Standing.Refused(var mistakes, var first) ->
                answer.withData("standing", "refused")
                        .withData("mistakes", mistakes)
                        .withData("first", first);
        }
    }

    private static int mistakes(ServersFileWorker worker) {
        return worker.standing() instanceof Standing.Refused refused ? refused.mistakes() : 0;
    }

    @Override
    public Stream<Worker> workers() {
        file.stream()
                .filter(_ -> roles.plays(Role.KEY_PROVISIONER))
                .map(this::worker)
                .forEach(worker -> {
                    working.add(worker);
                    meters.gauge("llavero.servers.file.mistakes", worker, ServersFileSource::mistakes);
                });
        return working.stream().map(Worker.class::cast);
    }

    private ServersFileWorker worker(Path path) {
        return new ServersFileWorker(
                path,
                allowPrivate,
                hold,
                new ServersFileRows(transactions, vault),
                () -> nudges.send(Outbox.nudge(Role.KEY_PROVISIONER)),
                vertx);
    }
}
