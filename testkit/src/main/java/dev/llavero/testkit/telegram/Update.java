package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Something the bot should hear about. {@code atMillis} is when it happened; {@code chat} orders the webhook. */
record Update(int id, String type, JsonNode payload, long chat, long atMillis) {
    private static final Duration QUERY_LIFE = Duration.ofSeconds(150);
    private static final Duration MESSAGE_LIFE = Duration.ofHours(24);

    Update numbered(int newId) {
        return new Update(newId, type, payload, chat, atMillis);
    }

    boolean expired(long nowMillis) {
        return nowMillis - atMillis >= life().toMillis();
    }

    private Duration life() {
        return switch (type) {
            case "callback_query", "pre_checkout_query", "shipping_query" -> QUERY_LIFE;
            default -> MESSAGE_LIFE;
        };
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("update_id", id);
        json.set(type, payload);
        return json;
    }
}
