package dev.llavero.testkit.telegram;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One exchange with what the simulator needs of it. */
record Http(HttpExchange exchange) {
    private static final int LONGEST_WAIT_SECONDS = 300;

    String verb() {
        return exchange.getRequestMethod();
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    String rawQuery() {
        return exchange.getRequestURI().getRawQuery();
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(queries().get(name));
    }

    long query(String name, long otherwise) {
        return query(name)
                .filter(v -> v.matches("-?\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(otherwise);
    }

    /** {@code timeout} in seconds, fractions allowed. */
    Duration timeout() {
        double seconds = query("timeout")
                .filter(v -> v.matches("\\d{1,9}(\\.\\d{1,9})?"))
                .map(Double::parseDouble)
                .orElse(0.0);
        return Duration.ofMillis((long) (Math.min(seconds, LONGEST_WAIT_SECONDS) * 1000));
    }

    private Map<String, String> queries() {
        Map<String, String> queries = new HashMap<>();
        String raw = rawQuery();
        if (raw == null) return queries;
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals < 0) continue;
            queries.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return queries;
    }

    byte[] body() throws IOException {
        return exchange.getRequestBody().readAllBytes();
    }

    String contentType() {
        return exchange.getRequestHeaders().getFirst("Content-Type");
    }

    void answer(int status, Object json) throws IOException {
        answer(status, "application/json", Json.bytes(json));
    }

    void answer(int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.getResponseHeaders().set("Cache-Control", "no-cache");
        boolean head = verb().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Cuts the connection: the other side sees it end before an answer. */
    void cut() {
        exchange.close();
    }
}
