package dev.llavero.benchmarks.contender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A bot that does nothing with its updates: what the simulator can give at most. */
public final class BotApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    public BotApi(URI simulator, String token) {
        base = simulator.resolve("/bot" + token + "/");
    }

    /** Takes so many updates, as fast as they come. */
    public void take(int updates) {
        long offset = 0;
        int taken = 0;
        while (taken < updates) {
            var given = call(
                    "getUpdates",
                    JSON.createObjectNode()
                            .put("offset", offset)
                            .put("limit", 100)
                            .put("timeout", 10));
            if (given.isEmpty()) throw new IllegalStateException("only " + taken + " of " + updates + " updates came");
            taken += given.size();
            offset = given.get(given.size() - 1).path("update_id").asLong() + 1;
        }
        call("getUpdates", JSON.createObjectNode().put("offset", offset));
    }

    /** The next update as it comes over the wire, without what is around it. */
    public byte[] takeOne() {
        var update = call("getUpdates", JSON.createObjectNode().put("limit", 1)).get(0);
        var confirmed =
                JSON.createObjectNode().put("offset", update.path("update_id").asLong() + 1);
        call("getUpdates", confirmed);
        return update.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the number of the message. */
    int say(long chat, String text) {
        return call("sendMessage", JSON.createObjectNode().put("chat_id", chat).put("text", text))
                .path("message_id")
                .asInt();
    }

    private JsonNode call(String method, ObjectNode parameters) {
        try {
            var request = HttpRequest.newBuilder(base.resolve(method))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(parameters)))
                    .build();
            var answer =
                    JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
            if (!answer.path("ok").asBoolean()) {
                throw new IllegalStateException(
                        method + ": " + answer.path("description").asText());
            }
            return answer.path("result");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
