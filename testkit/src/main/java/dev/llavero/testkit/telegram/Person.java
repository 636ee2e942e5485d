package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.ThreadLocalRandom;

/** Someone with a Telegram account. {@code language} is null when the client sends none. */
record Person(long id, String name, String username, String language) implements Peer {
    private static final long SMALLEST_ID = 10_000;
    private static final long FIRST_ID_BEYOND_TELEGRAM = 1L << 52;

    /** Ids need 52 bits: who keeps them in an int finds out here. */
    static long randomId() {
        return ThreadLocalRandom.current().nextLong(SMALLEST_ID, FIRST_ID_BEYOND_TELEGRAM);
    }

    ObjectNode asUser() {
        ObjectNode json = Json.object().put("id", id).put("is_bot", false).put("first_name", name);
        if (username != null) json.put("username", username);
        if (language != null) json.put("language_code", language);
        return json;
    }

    @Override
    public ObjectNode asChat() {
        ObjectNode json = Json.object().put("id", id).put("first_name", name);
        if (username != null) json.put("username", username);
        return json.put("type", "private");
    }
}
