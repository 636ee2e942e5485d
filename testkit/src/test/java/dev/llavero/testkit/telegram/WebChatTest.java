package dev.llavero.testkit.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebChatTest {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private <T> HttpResponse<T> get(URI url, HttpResponse.BodyHandler<T> handler) throws Exception {
        return http.send(HttpRequest.newBuilder(url).build(), handler);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?user=1", "/chat.css", "/chat.js", "/bubble.js", "/text.js", "/key.svg"})
    void thePageIsThereAndAsksNobodyElse(String path) throws Exception {
        try (TelegramSimulator simulator = TelegramSimulator.start(0, null)) {
            HttpResponse<String> page = get(simulator.url().resolve(path), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, page.statusCode());
            assertTrue(page.headers()
                    .firstValue("Content-Security-Policy")
                    .orElseThrow()
                    .startsWith("default-src 'none'"));
        }
    }

    @Test
    void whatIsNotAPageFileIsNotServed() throws Exception {
        try (TelegramSimulator simulator = TelegramSimulator.start(0, null)) {
            for (String path : new String[] {"/TelegramSimulator.class", "/README.md", "/../x.js", "/none.js"})
                assertEquals(
                        404,
                        get(simulator.url().resolve(path), HttpResponse.BodyHandlers.discarding())
                                .statusCode());
        }
    }

    @Test
    void theStreamTellsEverythingFirstAndThenWhatChanges() throws Exception {
        try (TelegramSimulator simulator = TelegramSimulator.start(0, null)) {
            TelegramUser ana = simulator.telegram().newUser("Ana", "es");
            ana.says("before");
            HttpResponse<InputStream> stream =
                    get(simulator.url().resolve("/_sim/events"), HttpResponse.BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                assertEquals(
                        "before", next(lines).at("/chats/0/messages/0/text").asText());
                ana.says("after");
                JsonNode news = next(lines);
                assertEquals(1, news.at("/chats/0/messages").size());
                assertEquals("after", news.at("/chats/0/messages/0/text").asText());
            }
        }
    }

    private static JsonNode next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith("data: ")) line = lines.readLine();
        return Json.as(line.substring("data: ".length()).getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    @Test
    void theProcessSaysWhenItIsReadyAndEndsWithItsInput() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TelegramSimulator.class.getName(),
                        "--token",
                        "7:seven")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader()) {
            String ready = out.readLine();
            assertTrue(ready.startsWith("READY http://127.0.0.1:"), ready);
            URI url = URI.create(ready.substring("READY ".length()));
            assertEquals(
                    200,
                    get(url.resolve("/bot7:seven/getMe"), HttpResponse.BodyHandlers.discarding())
                            .statusCode());
            process.getOutputStream().close();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
    }
}
