package dev.llavero.testkit.outline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Outline's management API: what each call does and answers. */
final class Management {

    /** @param body null for none */
    record Answer(int status, Object body) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Answer NO_CONTENT = new Answer(204, null);

    private final OutlineNode node;

    Management(OutlineNode node) {
        this.node = node;
    }

    Answer answer(Route route, byte[] body) {
        try {
            return switch (route.call()) {
                case GET_SERVER -> new Answer(200, server());
                case SET_HOSTNAME -> {
                    node.hostname(text(body, "hostname"));
                    yield NO_CONTENT;
                }
                case SET_PORT -> {
                    node.portForNewKeys(KeyWish.port(json(body).path("port")));
                    yield NO_CONTENT;
                }
                case CREATE_KEY -> new Answer(201, shown(node.create(KeyWish.of(json(body)))));
                case PUT_KEY -> new Answer(201, shown(node.put(route.keyId(), KeyWish.of(json(body)))));
                case LIST_KEYS ->
                    new Answer(
                            200,
                            Map.of(
                                    "accessKeys",
                                    node.keys().stream().map(this::shown).toList()));
                case GET_KEY -> new Answer(200, shown(node.key(route.keyId())));
                case DELETE_KEY -> {
                    if (!node.delete(route.keyId())) throw Problem.notFound(route.keyId());
                    yield NO_CONTENT;
                }
                case RENAME_KEY -> {
                    node.rename(route.keyId(), text(body, "name"));
                    yield NO_CONTENT;
                }
                case SET_LIMIT -> {
                    node.limit(route.keyId(), limit(json(body)));
                    yield NO_CONTENT;
                }
                case REMOVE_LIMIT -> {
                    node.limit(route.keyId(), null);
                    yield NO_CONTENT;
                }
                case GET_TRANSFER -> new Answer(200, Map.of("bytesTransferredByUserId", node.meter.reading()));
                case GET_EXPERIMENTAL_METRICS -> new Answer(200, experimental());
                case UNKNOWN -> throw Problem.noSuchPath(route.path());
            };
        } catch (Problem problem) {
            return failure(problem.status, problem.code, problem.getMessage());
        }
    }

    static Answer failure(int status, String code, String message) {
        return new Answer(status, Map.of("code", code, "message", message));
    }

    private Map<String, Object> server() {
        var server = new LinkedHashMap<String, Object>();
        server.put("name", node.name);
        server.put("serverId", node.serverId);
        server.put("metricsEnabled", false);
        server.put("createdTimestampMs", node.createdTimestampMs);
        server.put("version", "1.12.3");
        server.put("portForNewAccessKeys", node.portForNewKeys());
        server.put("hostnameForAccessKeys", node.hostname());
        return server;
    }

    private Map<String, Object> shown(AccessKey key) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", key.id());
        shown.put("name", key.name());
        shown.put("password", key.password());
        shown.put("port", key.port());
        shown.put("method", key.method());
        if (key.limitBytes() != null) shown.put("dataLimit", Map.of("bytes", key.limitBytes()));
        shown.put("accessUrl", node.accessUrl(key));
        return shown;
    }

    /** The wrong shape {@code {"bytes":n}} is accepted and silently removes the limit, as on a real server. */
    private static Long limit(JsonNode body) {
        if (body.has("limit")) return KeyWish.bytes(body.get("limit"));
        if (body.has("bytes")) return null;
        throw Problem.invalid("Missing limit");
    }

    /** Ids go through {@code parseInt} there: of our ids only leading digits are left. */
    private Map<String, Object> experimental() {
        var exact = node.meter.exact();
        if (exact.isEmpty()) throw Problem.internal("no metrics");
        var keys = exact.entrySet().stream()
                .map(entry -> Map.of(
                        "accessKeyId", leadingDigits(entry.getKey()),
                        "dataTransferred", Map.of("bytes", entry.getValue())))
                .toList();
        return Map.of("server", Map.of(), "accessKeys", keys);
    }

    private static long leadingDigits(String id) {
        var digits = id.replaceAll("\\D.*", "");
        return digits.isEmpty() || digits.length() > 18 ? 0 : Long.parseLong(digits);
    }

    private static String text(byte[] body, String field) {
        var value = json(body).path(field);
        if (!value.isTextual() || value.textValue().isEmpty())
            throw Problem.invalid("Parameter " + field + " is missing");
        return value.textValue();
    }

    private static JsonNode json(byte[] body) {
        if (body.length == 0) return JSON.createObjectNode();
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) return object;
        } catch (JsonProcessingException broken) {
            throw Problem.invalid("Invalid JSON");
        } catch (IOException inMemory) {
            throw new IllegalStateException(inMemory);
        }
        throw Problem.invalid("Expected an object");
    }
}
