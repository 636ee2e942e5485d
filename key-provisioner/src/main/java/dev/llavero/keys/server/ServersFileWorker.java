package dev.llavero.keys.server;

import dev.llavero.keys.server.ServersFileReader.Read;
import dev.llavero.keys.server.ServersFileWatch.Look;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.work.Worker;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Applies the servers file at start and whenever it has changed. A file with mistakes changes nothing. */
final class ServersFileWorker implements Worker {
    private static final Logger LOG = Logger.getLogger(ServersFileWorker.class);
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Duration SETTLE = Duration.ofMillis(500);

    private final Path file;
    private final ServersFileWatch watch;
    private final ServersFileRows rows;
    private final Runnable published;
    private final Vertx vertx;

    /** @param published called after a commit that may have left something in the outbox */
    ServersFileWorker(Path file, boolean allowPrivate, ServersFileRows rows, Runnable published, Vertx vertx) {
        this.file = file;
        this.watch = new ServersFileWatch(file, allowPrivate);
        this.rows = rows;
        this.published = published;
        this.vertx = vertx;
    }

    @Override
    public Role role() {
        return Role.KEY_PROVISIONER;
    }

    @Override
    public String name() {
        return "servers-file";
    }

    @Override
    public String nudge() {
        return Role.KEY_PROVISIONER.schema() + ".servers-file";
    }

    @Override
    public Uni<Duration> work() {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(watch::look).toCompletionStage())
                .chain(look -> switch (look) {
                    case Look.Nothing nothing -> Uni.createFrom().item(REST);
                    case Look.Unsettled unsettled -> Uni.createFrom().item(SETTLE);
                    case Look.News news -> take(news).replaceWith(REST);
                });
    }

    private Uni<Void> take(Look.News news) {
        return apply(news.read()).invoke(() -> watch.done(news));
    }

    private Uni<Void> apply(Read read) {
        if (!read.problems().isEmpty()) {
            refused(read.problems());
            return Uni.createFrom().voidItem();
        }
        return rows.apply(read.file())
                .invoke(outcome -> {
                    applied(read, outcome);
                    published.run();
                })
                .replaceWithVoid();
    }

    private void applied(Read read, ServersFileRows.Outcome outcome) {
        read.warnings().forEach(warning -> LOG.warn(warning.in(file.toString())));
        if (!outcome.problems().isEmpty()) {
            refused(outcome.problems());
            return;
        }
        outcome.changes().forEach(LOG::info);
        outcome.warnings().forEach(LOG::warn);
        LOG.infof(
                "%s: %d servers in %d places, %d changes",
                file,
                read.file().servers().size(),
                read.file().locations().size(),
                outcome.changes().size() + outcome.warnings().size());
    }

    private void refused(List<Remark> problems) {
        LOG.errorf(
                "SERVERS_FILE has mistakes, so nothing of it was applied:%n%s",
                problems.stream()
                        .map(problem -> "  " + problem.in(file.toString()))
                        .collect(Collectors.joining("\n")));
    }
}
