package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One call: the parameters look alike whether they came as JSON, as a form, as multipart or in the query. */
record BotRequest(String method, Map<String, JsonNode> parameters, Map<String, Upload> uploads) {

    record Upload(String fileName, String mimeType, byte[] bytes) {}

    static BotRequest read(String method, String query, String contentType, byte[] body) {
        Map<String, JsonNode> parameters = new HashMap<>();
        Map<String, Upload> uploads = new HashMap<>();
        if (query != null) form(query, parameters);
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/form-data")) {
            Multipart.read(contentType, body, parameters, uploads);
        } else if (type.startsWith("application/json")) {
            if (body.length > 0) json(body).properties().forEach(e -> parameters.put(e.getKey(), e.getValue()));
        } else if (type.startsWith("application/x-www-form-urlencoded")) {
            form(new String(body, StandardCharsets.UTF_8), parameters);
        }
        return new BotRequest(method, parameters, uploads);
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.as(body, JsonNode.class);
        } catch (UncheckedIOException e) {
            throw Refusal.badRequest("can't parse request body: can't parse JSON object");
        }
    }

    private static void form(String encoded, Map<String, JsonNode> into) {
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals <= 0) continue;
            String name = URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8);
            into.put(name, Json.of(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8)));
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name))
                .filter(p -> !p.isNull())
                .map(p -> p.isValueNode() ? p.asText() : p.toString());
    }

    String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    long number(String name, long otherwise) {
        return text(name).filter(t -> !t.isBlank()).map(t -> parse(name, t)).orElse(otherwise);
    }

    private static long parse(String name, String number) {
        try {
            return Long.parseLong(number.strip());
        } catch (NumberFormatException e) {
            throw Refusal.badRequest("field \"" + name + "\" must be a Number");
        }
    }

    boolean flag(String name) {
        return text(name)
                .filter(t -> t.equalsIgnoreCase("true") || t.equals("1"))
                .isPresent();
    }

    /** Structures are JSON, or JSON inside of a string; null when absent. */
    JsonNode json(String name) {
        JsonNode given = parameters.get(name);
        if (given == null || given.isNull()) return null;
        if (!given.isTextual()) return given;
        if (given.asText().isBlank()) return null;
        try {
            return Json.as(given.asText().getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (UncheckedIOException e) {
            throw Refusal.badRequest("can't parse " + name.replace('_', ' ') + " JSON object");
        }
    }

    long chatId() {
        String given =
                text("chat_id").filter(t -> !t.isBlank()).orElseThrow(() -> Refusal.badRequest("chat_id is empty"));
        if (given.startsWith("@")) throw Refusal.badRequest("chat not found");
        return parse("chat_id", given);
    }

    ObjectNode asLogged() {
        ObjectNode json = Json.object();
        parameters.forEach(json::set);
        uploads.forEach(
                (name, u) -> json.putObject(name).put("file_name", u.fileName()).put("bytes", u.bytes().length));
        return json;
    }
}
