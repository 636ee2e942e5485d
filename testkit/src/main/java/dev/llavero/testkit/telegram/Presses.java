package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Pressed buttons and what the bot answered. Used under the lock. */
final class Presses {
    static final Duration LIFE = Duration.ofSeconds(150);
    private static final int MOST_KEPT = 10_000;

    private final Map<String, PressState> presses = new LinkedHashMap<>();
    private final Changes changes;
    private final Clock clock;

    record PressState(
            String queryId,
            long userId,
            int messageId,
            String data,
            long atMillis,
            boolean answered,
            String text,
            boolean alert,
            String url,
            long change) {

        ObjectNode asSeen(long nowMillis) {
            ObjectNode json = Json.object()
                    .put("query_id", queryId)
                    .put("user", userId)
                    .put("message_id", messageId)
                    .put("data", data)
                    .put("answered", answered)
                    .put("expired", !answered && nowMillis - atMillis >= LIFE.toMillis())
                    .put("alert", alert)
                    .put("change", change);
            if (text != null) json.put("text", text);
            if (url != null) json.put("url", url);
            return json;
        }
    }

    Presses(Changes changes, Clock clock) {
        this.changes = changes;
        this.clock = clock;
    }

    PressState add(long userId, int messageId, String data) {
        if (presses.size() >= MOST_KEPT)
            presses.remove(presses.keySet().iterator().next());
        String queryId = Long.toString(ThreadLocalRandom.current().nextLong(1L << 52, Long.MAX_VALUE));
        PressState press = new PressState(
                queryId, userId, messageId, data, clock.millis(), false, null, false, null, changes.next());
        presses.put(queryId, press);
        return press;
    }

    /** Too late, unknown and answered before are the same refusal. */
    void answer(String queryId, String text, boolean alert, String url) {
        PressState press = presses.get(queryId);
        boolean open = press != null && !press.answered() && clock.millis() - press.atMillis() < LIFE.toMillis();
        if (!open) throw Refusal.badRequest("query is too old and response timeout expired or query ID is invalid");
        presses.put(
                queryId,
                new PressState(
                        queryId,
                        press.userId(),
                        press.messageId(),
                        press.data(),
                        press.atMillis(),
                        true,
                        text,
                        alert,
                        url,
                        changes.next()));
    }

    Optional<PressState> find(String queryId) {
        return Optional.ofNullable(presses.get(queryId));
    }

    List<PressState> changedAfter(long number) {
        return presses.values().stream().filter(p -> p.change() > number).toList();
    }

    List<PressState> all() {
        return List.copyOf(presses.values());
    }

    void restore(List<PressState> saved) {
        saved.forEach(p -> presses.put(p.queryId(), p));
    }
}
