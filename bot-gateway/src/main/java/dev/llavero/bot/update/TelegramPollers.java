package dev.llavero.bot.update;

import dev.llavero.bot.telegram.TelegramApi;
import dev.llavero.platform.observe.Observed;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.work.Leases;
import dev.llavero.platform.work.Worker;
import dev.llavero.platform.work.WorkerSource;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.stream.Stream;

/** The one poller of this process; the lease decides whether it polls. */
@ApplicationScoped
class TelegramPollers implements WorkerSource {
    @Inject
    TelegramApi telegram;

    @Inject
    Intake intake;

    @Inject
    Leases leases;

    @Inject
    Observed observed;

    private TelegramPoller poller;

    @PostConstruct
    void create() {
        poller = new TelegramPoller(telegram, intake, leases.named(Role.BOT_GATEWAY, "poller"), observed);
    }

    @Override
    public Stream<Worker> workers() {
        return Stream.of(poller);
    }

    /** Before the workers are stopped. */
    void stop(@Observes @Priority(1) ShutdownEvent stop) {
        poller.hurry();
    }
}
