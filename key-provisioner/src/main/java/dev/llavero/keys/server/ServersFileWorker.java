package dev.llavero.keys.server;

import dev.llavero.keys.restore.Hold;
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

/** Applies the servers file at start, whenever it has changed, and to a database that is found to be older. A file with mistakes changes nothing. */
final class ServersFileWorker implements Worker {
    private static final Logger LOG = Logger.getLogger(ServersFileWorker.class);
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Duration SETTLE = Duration.ofMillis(500);

    private final Path file;
    private final ServersFileWatch watch;
    private final Hold hold;
    private final ServersFileRows rows;
    private final Runnable published;
    private final Vertx vertx;
    private int timesFoundOlder;
    private volatile Standing standing = new Standing.NotRead();

    /** What became of the file as it was last read. */
    sealed interface Standing {
        record NotRead() implements Standing {}

        record Applied(int servers) implements Standing {}

        /** Nothing of it counts; what was applied before goes on. */
        record Refused(int mistakes, String first) implements Standing {}
    }

    /** @param published called after a commit that may have left something in the outbox */
    ServersFileWorker(
            Path file, boolean allowPrivate, Hold hold, ServersFileRows rows, Runnable published, Vertx vertx) {
        this.file = file;
        this.watch = new ServersFileWatch(file, allowPrivate);
        this.hold = hold;
        this.rows = rows;
        this.published = published;
        this.vertx = vertx;
    }

    Standing standing() {
        return standing;
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

    /** Versions of servers go on from the log's, so not before they are known. */
    @Override
    public Uni<Duration> work() {
        return hold.restore()
                .chain(restore -> restore == Hold.Restore.READING_THE_LOG
                        ? Uni.createFrom().item(REST)
                        : look());
    }

    private Uni<Duration> look() {
        forgetWhatAnotherDatabaseWasTold();
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(watch::look).toCompletionStage())
                .chain(look -> switch (look) {
                    case Look.Nothing nothing -> Uni.createFrom().item(REST);
                    case Look.Unsettled unsettled -> Uni.createFrom().item(SETTLE);
                    case Look.News news -> take(news).replaceWith(REST);
                });
    }

    private void forgetWhatAnotherDatabaseWasTold() {
        var times = hold.timesFound();
        if (times != timesFoundOlder) {
            watch.forget();
            timesFoundOlder = times;
        }
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
        standing = new Standing.Applied(read.file().servers().size());
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
        standing = new Standing.Refused(
                problems.size(), problems.getFirst().in(file.getFileName().toString()));
        LOG.errorf(
                "SERVERS_FILE has mistakes, so nothing of it was applied:%n%s",
                problems.stream()
                        .map(problem -> "  " + problem.in(file.toString()))
                        .collect(Collectors.joining("\n")));
    }
}
