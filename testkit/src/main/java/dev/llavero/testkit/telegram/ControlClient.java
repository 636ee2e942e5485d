package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Talks to {@code /_sim/}. A refusal becomes an {@link IllegalStateException} with its description. */
final class ControlClient {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    ControlClient(URI simulator) {
        base = simulator.resolve(ControlRoutes.PREFIX);
    }

    JsonNode get(String path) {
        return json(send("GET", path, BodyPublishers.noBody(), Duration.ZERO));
    }

    /** At most a minute per request: who waits longer asks again. */
    JsonNode waitFor(String path, Duration timeout) {
        Duration now = timeout.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : timeout;
        String joined = path + (path.contains("?") ? "&" : "?") + "timeout=" + now.toMillis() / 1000.0;
        return json(send("GET", joined, BodyPublishers.noBody(), now));
    }

    JsonNode post(String path, JsonNode json) {
        return json(send("POST", path, BodyPublishers.ofByteArray(Json.bytes(json)), Duration.ZERO));
    }

    JsonNode post(String path, byte[] content) {
        return json(send("POST", path, BodyPublishers.ofByteArray(content), Duration.ZERO));
    }

    JsonNode put(String path, JsonNode json) {
        return json(send("PUT", path, BodyPublishers.ofByteArray(Json.bytes(json)), Duration.ZERO));
    }

    JsonNode delete(String path) {
        return json(send("DELETE", path, BodyPublishers.noBody(), Duration.ZERO));
    }

    byte[] bytes(String path) {
        return send("GET", path, BodyPublishers.noBody(), Duration.ZERO);
    }

    private static JsonNode json(byte[] body) {
        return Json.as(body, JsonNode.class);
    }

    private byte[] send(String verb, String path, BodyPublisher body, Duration wait) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(wait.plus(GRACE))
                .method(verb, body)
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200)
                throw new IllegalStateException(
                        json(response.body()).path("description").asText());
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + path, e);
        }
    }
}
