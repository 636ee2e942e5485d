package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The bot's side, by hand: what goes over the wire is what the test says. */
final class Bot {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TelegramSimulator telegram;

    Bot(TelegramSimulator telegram) {
        this.telegram = telegram;
    }

    JsonNode call(String method, String json) throws IOException, InterruptedException {
        return Json.as(
                http.send(request(method, json), HttpResponse.BodyHandlers.ofByteArray())
                        .body(),
                JsonNode.class);
    }

    CompletableFuture<JsonNode> callLater(String method, String json) {
        return http.sendAsync(request(method, json), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(r -> Json.as(r.body(), JsonNode.class));
    }

    JsonNode result(String method, String json) throws IOException, InterruptedException {
        JsonNode answer = call(method, json);
        if (!answer.path("ok").asBoolean()) throw new AssertionError(method + " " + json + " → " + answer);
        return answer.path("result");
    }

    String refusal(String method, String json) throws IOException, InterruptedException {
        JsonNode answer = call(method, json);
        if (answer.path("ok").asBoolean()) throw new AssertionError(method + " " + json + " was accepted");
        return answer.path("error_code").asInt() + " "
                + answer.path("description").asText();
    }

    List<JsonNode> updates(long offset) throws IOException, InterruptedException {
        List<JsonNode> updates = new ArrayList<>();
        result("getUpdates", "{\"offset\":" + offset + "}").forEach(updates::add);
        return updates;
    }

    private HttpRequest request(String method, String json) {
        URI uri = telegram.url().resolve("/bot" + telegram.token() + "/" + method);
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }
}
