package dev.llavero.testkit.outline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The control side over HTTP; described in the package's documentation. */
public final class ControlPort implements AutoCloseable {

    private record Told(int status, Object body) {}

    private static final Told DONE = new Told(200, Map.of());
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
            .build();

    private final OutlineSimulator outline;
    private final HttpServer server;
    private final ExecutorService exchanges = Executors.newVirtualThreadPerTaskExecutor();

    public ControlPort(OutlineSimulator outline, int port) throws IOException {
        this.outline = outline;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        server.setExecutor(exchanges);
        server.createContext("/_sim/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/_sim";
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var told = tell(exchange);
            var body = JSON.writeValueAsBytes(told.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(told.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Told tell(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring("/_sim".length());
        var query = query(exchange.getRequestURI().getRawQuery());
        var sent = exchange.getRequestBody().readAllBytes();
        try {
            return answer(
                    exchange.getRequestMethod(), path, query, sent.length == 0 ? JSON.nullNode() : JSON.readTree(sent));
        } catch (IllegalArgumentException | com.fasterxml.jackson.core.JacksonException | Problem wrong) {
            return new Told(400, Map.of("error", String.valueOf(wrong.getMessage())));
        }
    }

    private Told answer(String method, String path, Map<String, String> query, JsonNode body) throws IOException {
        if (method.equals("DELETE") && path.startsWith("/keys/"))
            return outline.forget(path.substring("/keys/".length()))
                    ? DONE
                    : new Told(404, Map.of("error", "no such key"));
        switch (method + " " + path) {
            case "GET /truth" -> {
                return new Told(200, truth());
            }
            case "GET /calls" -> {
                var calls = outline.calls();
                var from = Math.min(Integer.parseInt(query.getOrDefault("from", "0")), calls.size());
                return new Told(200, Map.of("calls", calls.subList(from, calls.size())));
            }
            case "GET /await" -> {
                var within = Duration.ofMillis(Long.parseLong(query.getOrDefault("withinMs", "5000")));
                return new Told(outline.isMetWithin(within, condition(query)) ? 200 : 408, Map.of());
            }
            case "POST /faults" -> arm(body);
            case "DELETE /faults" -> outline.heal();
            case "POST /outage" -> outline.outage();
            case "POST /wrong-certificate" -> outline.wrongCertificate();
            case "PUT /latency" -> outline.latency(Duration.ofMillis(whole(body, "ms")));
            case "PUT /live-after" -> outline.liveAfter(Duration.ofMillis(whole(body, "ms")));
            case "PUT /creation-cost" ->
                outline.creationCostPerKey(Duration.ofNanos(1_000 * whole(body, "microsPerKey")));
            case "PUT /estimate" -> outline.estimate(JSON.treeToValue(body, Estimate.class));
            case "POST /advance" -> outline.advance(Duration.ofSeconds(whole(body, "seconds")));
            case "POST /keys" -> {
                return new Told(200, make(body));
            }
            case "POST /traffic" -> outline.addTraffic(text(body, "id"), whole(body, "bytes"));
            case "PUT /routes" -> outline.route(text(body, "host"), address(text(body, "to")));
            default -> {
                return new Told(404, Map.of("error", "no such call"));
            }
        }
        return DONE;
    }

    private Map<String, Object> truth() {
        var truth = new LinkedHashMap<String, Object>();
        truth.put("name", outline.name());
        truth.put("apiUrl", outline.apiUrl());
        truth.put("certSha256", outline.certSha256());
        truth.put("ssPort", outline.ssPort());
        truth.put("refusedConnections", outline.refusedConnections());
        truth.put("keys", outline.keys());
        truth.put(
                "live",
                outline.keys().stream()
                        .map(AccessKey::id)
                        .filter(outline::isLive)
                        .toList());
        truth.put("bytes", outline.exactBytes());
        return truth;
    }

    private BooleanSupplier condition(Map<String, String> query) {
        var all = query.entrySet().stream()
                .filter(entry -> !List.of("withinMs", "call").contains(entry.getKey()))
                .map(entry -> condition(entry.getKey(), entry.getValue(), query.get("call")))
                .toList();
        if (all.isEmpty()) throw new IllegalArgumentException("nothing to wait for");
        return () -> all.stream().allMatch(BooleanSupplier::getAsBoolean);
    }

    private BooleanSupplier condition(String what, String value, String call) {
        return switch (what) {
            case "keys" -> {
                var number = Integer.parseInt(value);
                yield () -> outline.keys().size() == number;
            }
            case "present" -> () -> holds(value);
            case "absent" -> () -> !holds(value);
            case "live" -> () -> outline.isLive(value);
            case "bytes" -> {
                var colon = value.lastIndexOf(':');
                var least = Long.parseLong(value.substring(colon + 1));
                yield () -> outline.exactBytes(value.substring(0, colon)) >= least;
            }
            case "calls" -> {
                var least = Integer.parseInt(value);
                var kind = call == null ? null : Call.valueOf(call);
                yield () -> outline.calls().stream()
                                .filter(made -> kind == null || made.call() == kind)
                                .count()
                        >= least;
            }
            default -> throw new IllegalArgumentException("cannot wait for " + what);
        };
    }

    private boolean holds(String id) {
        return outline.keys().stream().anyMatch(key -> key.id().equals(id));
    }

    private void arm(JsonNode body) {
        var fault = CallFault.valueOf(text(body, "fault"));
        var times = body.path("times").asInt(1);
        if (body.hasNonNull("call")) outline.fail(Call.valueOf(text(body, "call")), fault, times);
        else outline.fail(fault, times);
    }

    private AccessKey make(JsonNode body) {
        if (!body.hasNonNull("id")) return outline.makeForeignKey(text(body, "name"));
        return outline.makeKey(
                text(body, "id"),
                body.path("name").asText(""),
                text(body, "password"),
                body.path("method").asText(SsMethod.CHACHA20_IETF_POLY1305.wireName));
    }

    private static String text(JsonNode body, String field) {
        if (!body.path(field).isTextual()) throw new IllegalArgumentException("a text is needed: " + field);
        return body.path(field).textValue();
    }

    private static long whole(JsonNode body, String field) {
        if (!body.path(field).isIntegralNumber())
            throw new IllegalArgumentException("a whole number is needed: " + field);
        return body.path(field).longValue();
    }

    private static InetSocketAddress address(String hostAndPort) {
        var colon = hostAndPort.lastIndexOf(':');
        var host = InetAddress.ofLiteral(hostAndPort.substring(0, Math.max(0, colon)));
        return new InetSocketAddress(host, Integer.parseInt(hostAndPort.substring(colon + 1)));
    }

    private static Map<String, String> query(String raw) {
        if (raw == null) return Map.of();
        return Arrays.stream(raw.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair.length > 1 ? pair[1] : "", StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
        exchanges.shutdownNow();
    }
}
