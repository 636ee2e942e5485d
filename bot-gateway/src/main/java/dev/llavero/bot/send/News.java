package dev.llavero.bot.send;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.contracts.Json;
import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.MessageType;
import dev.llavero.platform.message.Envelope;
import java.time.Instant;
import java.util.UUID;

/** A key's event as it waits in a {@code send} row. Like the topic that it came from, it holds nothing readable of anyone's. */
record News(UUID id, String type, JsonNode body, Instant time, long sequence, UUID correlationId) {
    private static final ObjectMapper JSON = Json.mapper();

    static String json(Envelope<KeyEvent> event) {
        return event == null ? null : write(of(event));
    }

    static Envelope<KeyEvent> event(String json) {
        return json == null ? null : read(json).event();
    }

    private static News of(Envelope<KeyEvent> event) {
        return new News(
                event.id(),
                MessageType.of(event.message()).name(),
                JSON.valueToTree(event.message()),
                event.time(),
                event.sequence(),
                event.correlationId());
    }

    private Envelope<KeyEvent> event() {
        var body = MessageType.named(type)
                .map(MessageType::body)
                .orElseThrow(() -> new IllegalStateException("A send row has news of an unknown type " + type));
        try {
            var message = (KeyEvent) JSON.treeToValue(this.body, body);
            return new Envelope<>(id, message, time, sequence, correlationId, null, null);
        } catch (JacksonException unreadable) {
            throw new IllegalStateException("A send row holds no " + type, unreadable);
        }
    }

    private static String write(News news) {
        try {
            return JSON.writeValueAsString(news);
        } catch (JacksonException impossible) {
            throw new IllegalStateException("Cannot write news", impossible);
        }
    }

    private static News read(String json) {
        try {
            return JSON.readValue(json, News.class);
        } catch (JacksonException unreadable) {
            throw new IllegalStateException("A send row holds no news", unreadable);
        }
    }
}
