package dev.llavero.bot.update;

import dev.llavero.bot.telegram.TelegramApi;
import dev.llavero.platform.observe.Observed;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.role.Roles;
import dev.llavero.platform.work.Leases;
import dev.llavero.platform.work.Worker;
import dev.llavero.platform.work.WorkerSource;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How updates come: they are asked for, or, where {@code TELEGRAM_WEBHOOK_URL} is set, posted to us. The lease decides who sees to it. */
@ApplicationScoped
class TelegramPollers implements WorkerSource {
    private static final String LEASE = "poller";

    @Inject
    TelegramApi telegram;

    @Inject
    Intake intake;

    @Inject
    Leases leases;

    @Inject
    Observed observed;

    @Inject
    Roles roles;

    @ConfigProperty(name = "llavero.telegram.webhook-url")
    Optional<URI> webhookUrl;

    @ConfigProperty(name = "llavero.telegram.webhook-connections")
    int webhookConnections;

    private Optional<TelegramPoller> poller = Optional.empty();

    @Override
    public Stream<Worker> workers() {
        var lease = leases.named(Role.BOT_GATEWAY, LEASE);
        if (webhookUrl.isPresent() && roles.plays(Role.BOT_GATEWAY)) {
            return Stream.of(new WebhookKeeper(telegram, webhook(webhookUrl.get()), lease, observed));
        }
        poller = Optional.of(new TelegramPoller(telegram, intake, lease, observed));
        return Stream.of(poller.get());
    }

    /** In every copy of the gateway: whichever is posted to takes the update in. */
    void open(@Observes Router router, Vertx vertx) {
        webhookUrl
                .filter(url -> roles.plays(Role.BOT_GATEWAY))
                .ifPresent(url -> new WebhookRoute(webhook(url), telegram, intake, vertx).open(router));
    }

    private Webhook webhook(URI url) {
        return new Webhook(url, telegram.webhookSecret(), webhookConnections);
    }

    /** Before the workers are stopped. */
    void stop(@Observes @Priority(1) ShutdownEvent stop) {
        poller.ifPresent(TelegramPoller::hurry);
    }
}
