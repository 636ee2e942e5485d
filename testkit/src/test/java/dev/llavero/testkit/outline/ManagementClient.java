package dev.llavero.testkit.outline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.testkit.Trust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Calls a simulator as somebody would who does not care who it is. */
final class ManagementClient implements AutoCloseable {

    record Answer(int status, JsonNode body) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String base;

    ManagementClient(String base) {
        this.base = base;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(Trust.anybody())
                .build();
    }

    Answer call(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        var response = http.send(request, BodyHandlers.ofByteArray());
        return new Answer(
                response.statusCode(), response.body().length == 0 ? JSON.nullNode() : JSON.readTree(response.body()));
    }

    Answer call(String method, String path) throws IOException, InterruptedException {
        return call(method, path, "");
    }

    @Override
    public void close() {
        http.close();
    }
}
