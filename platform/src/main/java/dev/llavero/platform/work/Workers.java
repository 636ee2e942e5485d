package dev.llavero.platform.work;

import dev.llavero.platform.role.Roles;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Starts the workers whose roles this process plays, and stops them in order. */
@ApplicationScoped
class Workers {
    private static final Logger LOG = Logger.getLogger(Workers.class);
    private static final Duration STOP = Duration.ofSeconds(8);

    @Inject
    @Any
    Instance<Worker> workers;

    @Inject
    @Any
    Instance<WorkerSource> sources;

    @Inject
    Roles roles;

    @Inject
    Nudges nudges;

    @Inject
    Vertx vertx;

    private List<WorkLoop> loops = List.of();

    void start(@Observes @Priority(1000) StartupEvent start) {
        loops = Stream.concat(workers.stream(), sources.stream().flatMap(WorkerSource::workers))
                .filter(worker -> roles.plays(worker.role()))
                .map(worker -> new WorkLoop(worker, vertx))
                .toList();
        loops.forEach(loop -> nudges.listen(loop.worker().nudge(), loop::wake));
        loops.forEach(WorkLoop::wake);
        LOG.infof("Working as %s", roles.active());
    }

    void stop(@Observes ShutdownEvent stop) {
        if (!loops.isEmpty()) {
            Uni.join()
                    .all(loops.stream().map(WorkLoop::stop).toList())
                    .andCollectFailures()
                    .await()
                    .atMost(STOP);
        }
    }
}
