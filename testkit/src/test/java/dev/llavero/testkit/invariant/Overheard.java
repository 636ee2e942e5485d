package dev.llavero.testkit.invariant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llavero.testkit.telegram.Telegram.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What passes between Telegram and a bot in the chat 7, a second for each call. Single quotes stand for double ones. */
final class Overheard {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<JsonNode> updates = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();

    static Instant second(int number) {
        return BEGIN.plusSeconds(number);
    }

    Overheard says(int id) {
        return given("'message': {'message_id': %d, 'chat': {'id': 7, 'type': 'private'}}".formatted(id));
    }

    Overheard presses(String query, String data) {
        return given(
                "'callback_query': {'id': '%s', 'data': '%s', 'message': {'message_id': 1, 'chat': {'id': 7, 'type': 'private'}}}"
                        .formatted(query, data));
    }

    private Overheard given(String what) {
        updates.add(json("{'update_id': %d, %s, 'handed_out': {'after_call': %d}}"
                .formatted(
                        100 + updates.size(),
                        what,
                        calls.isEmpty() ? 0 : calls.getLast().number())));
        return this;
    }

    /** The last update once more, under another number. */
    Overheard again() {
        var copy = (ObjectNode) updates.getLast().deepCopy();
        copy.put("update_id", 100 + updates.size());
        copy.putObject("handed_out").put("after_call", calls.getLast().number());
        updates.add(copy);
        return this;
    }

    Overheard called(String method, String parameters) {
        return called(method, parameters, 200, true, "");
    }

    Overheard refused(String method, String parameters, String why) {
        return called(method, parameters, 400, false, why);
    }

    /** It had its effect, and nobody was told. */
    Overheard answerLost(String method, String parameters) {
        return called(method, parameters, 0, true, "");
    }

    private Overheard called(String method, String parameters, int status, boolean applied, String description) {
        var number = calls.isEmpty() ? 1 : calls.getLast().number() + 1;
        calls.add(new Call(
                number,
                second((int) number),
                Duration.ofMillis(20),
                method,
                json(parameters),
                status,
                applied,
                json("{'description': '%s'}".formatted(description))));
        return this;
    }

    private static JsonNode json(String quoted) {
        try {
            return JSON.readTree(quoted.replace('\'', '"'));
        } catch (JsonProcessingException mistake) {
            throw new AssertionError(mistake);
        }
    }
}
