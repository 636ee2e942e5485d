package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How updates reach the bot. */
final class Receiving {
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{1,256}");
    private static final int LONGEST_POLL_SECONDS = 50;

    private final World world;
    private final WebhookDelivery delivery;

    Receiving(World world, WebhookDelivery delivery) {
        this.world = world;
        this.delivery = delivery;
    }

    void offer(Map<String, BotMethod> methods) {
        methods.put("getupdates", this::getUpdates);
        methods.put("setwebhook", this::setWebhook);
        methods.put("deletewebhook", this::deleteWebhook);
        methods.put("getwebhookinfo", this::getWebhookInfo);
    }

    private JsonNode getUpdates(BotRequest request) {
        if (world.webhook().isPresent())
            throw Refusal.conflict(
                    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
        allow(request);
        int asked = (int) request.number("limit", 100);
        int limit = asked < 1 || asked > 100 ? 100 : asked;
        Duration timeout = Duration.ofSeconds(Math.clamp(request.number("timeout", 0), 0, LONGEST_POLL_SECONDS));
        ArrayNode updates = Json.array();
        world.updates.poll(request.number("offset", 0), limit, timeout).forEach(u -> updates.add(u.json()));
        return updates;
    }

    /** Absent means unchanged; an empty list means the default. */
    private void allow(BotRequest request) {
        JsonNode asked = request.json("allowed_updates");
        if (asked == null || !asked.isArray()) return;
        Set<String> types = new HashSet<>();
        asked.forEach(t -> types.add(t.asText()));
        world.updates.allow(types);
    }

    private JsonNode setWebhook(BotRequest request) {
        String url = request.text("url", "");
        if (url.isEmpty()) return deleteWebhook(request);
        String secret = request.text("secret_token").orElse(null);
        if (secret != null && !SECRET.matcher(secret).matches())
            throw Refusal.badRequest("secret token contains unallowed characters");
        if (!url.matches("https?://.+"))
            throw Refusal.badRequest("bad webhook: An HTTPS URL must be provided for webhook");
        if (request.flag("drop_pending_updates")) world.updates.forgetPending();
        allow(request);
        world.webhook(new WebhookTarget(url, secret, Math.clamp(request.number("max_connections", 40), 1, 100)));
        return Json.yes();
    }

    private JsonNode deleteWebhook(BotRequest request) {
        if (request.flag("drop_pending_updates")) world.updates.forgetPending();
        if (world.webhook().isPresent()) world.webhook(null);
        return Json.yes();
    }

    private JsonNode getWebhookInfo(BotRequest request) {
        ObjectNode info = Json.object()
                .put("url", world.webhook().map(WebhookTarget::url).orElse(""))
                .put("has_custom_certificate", false)
                .put("pending_update_count", world.updates.pending().size());
        world.webhook().ifPresent(w -> info.put("max_connections", w.maxConnections()));
        delivery.lastError()
                .ifPresent(e -> info.put("last_error_date", e.atSeconds()).put("last_error_message", e.message()));
        if (!world.updates.allowed().isEmpty()) info.set("allowed_updates", Json.of(world.updates.allowed()));
        return info;
    }
}
