package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** The queue of updates, looked at and disturbed. */
final class UpdateControl {
    private final World world;

    UpdateControl(World world) {
        this.world = world;
    }

    void offer(ControlRoutes routes) {
        routes.on("GET", "updates", ask -> {
            Optional<Long> atMostPending = ask.http().query("pending").map(Long::parseLong);
            Supplier<Optional<ObjectNode>> look = () -> Optional.of(queue())
                    .filter(q -> atMostPending.isEmpty() || q.path("pending").size() <= atMostPending.get());
            return world.changes.await(ask.http().timeout(), look).orElseGet(() -> world.changes.locked(this::queue));
        });
        routes.locked("POST", "updates", this::inject);
        routes.locked("POST", "updates/restart", ask -> {
            world.updates.restartAt(ask.json().path("next_id").asInt(1));
            return queue();
        });
        routes.locked("POST", "updates/duplicate", _ -> {
            world.updates.duplicate();
            return queue();
        });
        routes.locked("POST", "updates/reorder", ask -> {
            world.updates.reorder(new Random(ask.json().path("seed").asLong(1)));
            return queue();
        });
    }

    private ObjectNode queue() {
        ObjectNode json = Json.object();
        list(json.putArray("pending"), world.updates.pending());
        list(json.putArray("confirmed"), world.updates.confirmed());
        list(json.putArray("expired"), world.updates.expired());
        return json;
    }

    /** With what Telegram itself does not tell: when the bot was given it. */
    private void list(ArrayNode into, List<Update> updates) {
        for (Update update : updates) {
            ObjectNode json = update.json();
            UpdateQueue.HandedOut handedOut = world.updates.handedOut(update);
            json.putObject("handed_out")
                    .put("after_call", handedOut.afterCall())
                    .put("at", handedOut.at().toString());
            into.add(json);
        }
    }

    private Object inject(Ask ask) {
        JsonNode raw = ask.json();
        String type = raw.properties().stream()
                .map(e -> e.getKey())
                .filter(k -> !k.equals("update_id"))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest("an update needs a type"));
        Integer id = raw.has("update_id") ? raw.path("update_id").asInt() : null;
        return world.updates.inject(id, type, raw.path(type)).json();
    }
}
