package dev.llavero.bot.update;

import dev.llavero.bot.telegram.TelegramApi;
import dev.llavero.platform.observe.Observed;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.work.Lease;
import dev.llavero.platform.work.Worker;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import org.telegram.telegrambots.meta.api.objects.WebhookInfo;

/**
 * Tells Telegram where to post updates to, and looks now and then whether it still knows. Holds the same lease as a poller would: as
 * long as one of another configuration still polls, it waits, and what is unconfirmed then comes through the webhook.
 */
final class WebhookKeeper implements Worker {
    private static final Logger LOG = Logger.getLogger(WebhookKeeper.class);
    private static final Duration HOLD_ON = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(60);

    private final TelegramApi telegram;
    private final Webhook webhook;
    private final Lease lease;
    private final TelegramOutage outage;

    // Passes run one after another; each may be on another thread.
    private volatile long lookAt = System.nanoTime();
    private volatile boolean registered;
    private volatile Integer troubleTold;

    WebhookKeeper(TelegramApi telegram, Webhook webhook, Lease lease, Observed observed) {
        this.telegram = telegram;
        this.webhook = webhook;
        this.lease = lease;
        this.outage = new TelegramOutage("No webhook at Telegram", telegram, observed);
    }

    @Override
    public Role role() {
        return Role.BOT_GATEWAY;
    }

    @Override
    public String name() {
        return "telegram-webhook";
    }

    @Override
    public String nudge() {
        return "bot.webhook";
    }

    @Override
    public Uni<Duration> work() {
        return lease.hold()
                .chain(held -> held ? keep() : notMine())
                .onFailure(TelegramTrouble.class)
                .recoverWithItem(trouble -> outage.goesOn((TelegramTrouble) trouble));
    }

    /** Whoever has the lease may tell Telegram something else meanwhile. */
    private Uni<Duration> notMine() {
        registered = false;
        return Uni.createFrom().item(HOLD_ON);
    }

    private Uni<Duration> keep() {
        if (registered && System.nanoTime() < lookAt) {
            return Uni.createFrom().item(HOLD_ON);
        }
        return (registered ? look() : register()).invoke(this::well).replaceWith(HOLD_ON);
    }

    /** The secret cannot be asked for, so whoever begins says it once. */
    private Uni<Void> register() {
        return outage.ask(telegram.call(new RegisterWebhook(webhook)))
                .invoke(done -> LOG.infof("Telegram posts updates to %s", webhook.url()))
                .invoke(done -> registered = true)
                .replaceWithVoid();
    }

    private Uni<Void> look() {
        return outage.ask(telegram.call(new GetWebhookInfo()))
                .invoke(this::tell)
                .chain(info -> webhook.url().toString().equals(info.getUrl())
                        ? Uni.createFrom().voidItem()
                        : registerAgain());
    }

    private Uni<Void> registerAgain() {
        LOG.warn("Telegram has forgotten our webhook or was told another: it is set again");
        return register();
    }

    /** Each trouble once. */
    private void tell(WebhookInfo info) {
        if (info.getLastErrorDate() != null && !info.getLastErrorDate().equals(troubleTold)) {
            troubleTold = info.getLastErrorDate();
            LOG.warnf(
                    "Telegram could not post to the webhook: %s; %d updates wait there",
                    info.getLastErrorMessage(), info.getPendingUpdatesCount());
        }
    }

    private void well() {
        lookAt = System.nanoTime() + LOOK_AGAIN.toNanos();
        outage.over();
    }

    @Override
    public Uni<Void> stop() {
        return lease.release();
    }
}
