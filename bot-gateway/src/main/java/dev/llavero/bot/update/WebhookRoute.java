package dev.llavero.bot.update;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llavero.bot.talk.Talk;
import dev.llavero.bot.telegram.TelegramApi;
import dev.llavero.platform.message.Ids;
import dev.llavero.platform.sql.FreshContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes the updates that Telegram posts. 200 is the confirmation, and comes after the commit; 503 means "later": Telegram keeps the update
 * and posts it again.
 */
final class WebhookRoute {
    private static final Logger LOG = Logger.getLogger(WebhookRoute.class);

    /** An update is some kilobytes; nobody who knows the secret sends more. */
    private static final long LARGEST = 1 << 20;

    /** Shorter than Telegram waits. */
    private static final Duration COMMIT = Duration.ofSeconds(20);

    private static final Duration LATER = Duration.ofSeconds(3);

    private final Webhook webhook;
    private final TelegramApi telegram;
    private final Intake intake;
    private final Vertx vertx;
    private volatile boolean waiting;

    WebhookRoute(Webhook webhook, TelegramApi telegram, Intake intake, Vertx vertx) {
        this.webhook = webhook;
        this.telegram = telegram;
        this.intake = intake;
        this.vertx = vertx;
    }

    void open(Router router) {
        posts(router).handler(this::fromTelegram);
        posts(router).handler(BodyHandler.create(false).setBodyLimit(LARGEST));
        posts(router).handler(this::take);
    }

    private Route posts(Router router) {
        return router.route(HttpMethod.POST, webhook.path());
    }

    /** Before the body is read. */
    private void fromTelegram(RoutingContext request) {
        if (webhook.isFromTelegram(request.request().getHeader(Webhook.SECRET_HEADER))) {
            request.next();
        } else {
            request.response().setStatusCode(403).end();
        }
    }

    private void take(RoutingContext request) {
        var update = update(request.body().buffer());
        if (update.isEmpty()) {
            request.response().setStatusCode(400).end();
            return;
        }
        FreshContext.run(vertx, () -> taken(update.get()))
                .ifNoItem()
                .after(COMMIT)
                .fail()
                .subscribe()
                .with(taken -> confirm(request), failure -> later(request, failure));
    }

    private static Optional<JsonNode> update(Buffer body) {
        return Optional.ofNullable(body)
                .flatMap(text -> PollUpdates.json(text.toString()))
                .filter(JsonNode::isObject);
    }

    private Uni<Void> taken(JsonNode update) {
        return telegram.username().chain(name -> intake.take(List.of(update), new Talk(name, Ids::random)));
    }

    private void confirm(RoutingContext request) {
        if (waiting) {
            waiting = false;
            LOG.info("Updates are taken in again");
        }
        request.response().setStatusCode(200).end();
    }

    private void later(RoutingContext request, Throwable failure) {
        if (!waiting) {
            waiting = true;
            LOG.warnf("Updates cannot be taken in now and stay with Telegram: %s", telegram.masked(failure));
        }
        request.response()
                .setStatusCode(503)
                .putHeader("Retry-After", Long.toString(LATER.toSeconds()))
                .end();
    }
}
