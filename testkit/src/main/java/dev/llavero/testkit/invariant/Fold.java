package dev.llavero.testkit.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llavero.testkit.system.Broker.Seen;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rows from events: what another system that subscribes would do. */
final class Fold {
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private static final Set<String> NO_REFUSAL_OF_THE_KEY = Set.of("KEY_EXISTS", "WITHDRAWN");

    private Fold() {}

    static List<List<String>> keys(List<Seen> events) {
        var rows = new TreeMap<String, Map<String, String>>();
        for (var event : events) {
            var row = event.type().equals("KeyRequested") ? new LinkedHashMap<String, String>() : rows.get(event.key());
            if (row != null && Long.parseLong(event.headers().get("ce_sequence")) > 0) {
                rows.put(event.key(), row);
                apply(event, Evidence.json(event), row);
            }
        }
        return rows.values().stream()
                .<List<String>>map(row -> new ArrayList<>(row.values()))
                .toList();
    }

    private static void apply(Seen event, JsonNode body, Map<String, String> row) {
        var time = MICROS.format(Instant.parse(event.headers().get("ce_time")).truncatedTo(ChronoUnit.MICROS));
        switch (event.type()) {
            case "KeyRequested" -> {
                row.put("key", event.key());
                row.put("user", text(body, "userId"));
                row.put("protocol", constant(body, "protocol"));
                row.put("location", text(body, "location"));
                row.put("server", text(body, "serverId"));
                row.put("port", null);
                row.put("state", "REQUESTED");
                row.put("suspended", null);
                row.put("name", text(body, "name"));
                row.put("version", null);
                row.put("created", time);
            }
            case "KeyCreated" -> {
                row.put("server", text(body, "serverId"));
                row.put("port", text(body, "port"));
                row.put("state", "ACTIVE");
                row.put("suspended", null);
                row.put("name", text(body, "name"));
            }
            case "KeySuspended" -> {
                row.put("state", "SUSPENDED");
                row.put("suspended", text(body, "reason"));
            }
            case "KeyResumed" -> {
                row.put("server", text(body, "serverId"));
                row.put("port", text(body, "port"));
                row.put("state", "ACTIVE");
                row.put("suspended", null);
            }
            case "KeyRenamed" -> row.put("name", text(body, "name"));
            case "KeyRevoking" -> {
                row.put("state", "REVOKING");
                row.put("suspended", null);
            }
            case "KeyRevoked" -> {
                row.put("state", "REVOKED");
                row.put("suspended", null);
            }
            case "KeyRefused" -> refused(body, row);
            default -> throw new AssertionError("an event that this fold does not know: " + event.type());
        }
        row.put("version", event.headers().get("ce_sequence"));
        row.put("changed", time);
    }

    private static void refused(JsonNode body, Map<String, String> row) {
        if (row.get("state").equals("REQUESTED")
                && Set.of("CreateKey", "AdoptKey").contains(text(body, "command"))
                && !NO_REFUSAL_OF_THE_KEY.contains(text(body, "reason"))) {
            row.put("state", "REFUSED");
        }
    }

    static List<List<String>> servers(List<Seen> states) {
        var rows = new TreeMap<String, List<String>>();
        for (var state : states) {
            var body = Evidence.json(state);
            if (Long.parseLong(state.headers().get("ce_sequence")) > 0) {
                var row = new ArrayList<String>();
                row.add(state.key());
                row.add(constant(body, "protocol"));
                row.add(text(body, "location"));
                row.add(text(body, "flag"));
                row.add(text(body, "host"));
                row.add(text(body, "capacity"));
                row.add(text(body, "room"));
                row.add(constant(body, "mode"));
                row.add(constant(body, "managedBy"));
                row.add(state.headers().get("ce_sequence"));
                rows.put(state.key(), row);
            }
        }
        return List.copyOf(rows.values());
    }

    private static String text(JsonNode body, String field) {
        return body.hasNonNull(field) ? body.path(field).asText() : null;
    }

    private static String constant(JsonNode body, String field) {
        var text = text(body, field);
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }
}
