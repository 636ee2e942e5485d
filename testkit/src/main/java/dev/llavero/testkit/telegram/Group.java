package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.ThreadLocalRandom;

/** A supergroup: its id is negative and begins with -100. */
record Group(long id, String title) implements Peer {
    static long randomId() {
        return -1_000_000_000_000L - ThreadLocalRandom.current().nextLong(1_000_000_000L, 3_000_000_000L);
    }

    @Override
    public ObjectNode asChat() {
        return Json.object().put("id", id).put("title", title).put("type", "supergroup");
    }
}
