package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What is to be seen and pressed in a chat. */
final class ChatControl {
    private final World world;

    ChatControl(World world) {
        this.world = world;
    }

    void offer(ControlRoutes routes) {
        routes.locked("POST", "users/{id}/presses", this::presses);
        routes.on("GET", "presses/{text}", ask -> world.changes
                .await(ask.http().timeout(), () -> settled(ask.part("text")))
                .orElseGet(() -> world.changes.locked(() -> press(ask.part("text")))));
        routes.locked("GET", "chats/{id}", ask -> chat(ask).asSeen(ask.http().query("after", 0)));
        routes.on("GET", "chats/{id}/wait", ask -> {
            long after = ask.http().query("after", 0);
            return world.changes
                    .await(ask.http().timeout(), () -> Optional.of(chat(ask))
                            .filter(c -> c.change() > after)
                            .map(c -> c.asSeen(after)))
                    .orElseGet(() -> world.changes.locked(() -> chat(ask).asSeen(after)));
        });
        routes.locked("DELETE", "chats/{id}/messages/{message}", ask -> {
            Message message =
                    chat(ask).message(Integer.parseInt(ask.part("message"))).orElseThrow(Refusal::notFound);
            world.delete(chat(ask), message);
            return chat(ask).asSeen(message.change());
        });
        routes.locked("GET", "files/{text}", ask -> {
            StoredFile file = world.files.find(ask.part("text")).orElseThrow(Refusal::notFound);
            return new ControlRoutes.Content(file.mimeType(), world.files.content(file));
        });
    }

    private Chat chat(Ask ask) {
        return world.chat(ask.id());
    }

    /** By place, by data, or forged: then any data, any message, any chat. */
    private Object presses(Ask ask) {
        JsonNode json = ask.json();
        Person by = world.person(ask.id());
        int messageId = json.path("message_id").asInt();
        if (json.path("forged").asBoolean()) {
            Chat where = world.chat(json.path("chat").asLong(by.id()));
            return seen(world.press(by, where, messageId, json.path("data").asText()));
        }
        Message message = chat(ask).message(messageId).orElseThrow(() -> Refusal.badRequest("message not found"));
        if (json.has("data")) {
            String data = json.path("data").asText();
            if (!message.offers(data)) throw Refusal.badRequest("the message has no such button");
            return seen(world.press(by, chat(ask), messageId, data));
        }
        JsonNode button = message.button(
                        json.path("row").asInt(), json.path("column").asInt())
                .orElseThrow(() -> Refusal.badRequest("the message has no such button"));
        if (!button.has("callback_data")) return button;
        return seen(world.press(
                by, chat(ask), messageId, button.path("callback_data").asText()));
    }

    private ObjectNode seen(Presses.PressState press) {
        return press.asSeen(world.clock.millis());
    }

    private ObjectNode press(String queryId) {
        return world.presses.find(queryId).map(this::seen).orElseThrow(Refusal::notFound);
    }

    private Optional<ObjectNode> settled(String queryId) {
        return Optional.of(press(queryId))
                .filter(p -> p.path("answered").asBoolean() || p.path("expired").asBoolean());
    }
}
