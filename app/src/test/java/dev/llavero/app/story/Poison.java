package dev.llavero.app.story;

import dev.llavero.contracts.Command;
import dev.llavero.contracts.MessageType;
import dev.llavero.contracts.Topic;
import dev.llavero.testkit.invariant.Tampering;
import dev.llavero.testkit.system.Broker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Records that nobody can read, and records that nobody knows. */
final class Poison {
    private static final int MEGABYTE = 1_000_000;

    private final Broker broker;
    private final Tampering tampering;

    Poison(Broker broker, Tampering tampering) {
        this.broker = broker;
        this.tampering = tampering;
    }

    void on(Topic topic) {
        var known = MessageType.of(topic.messages().getFirst()).name();
        var key = bytes(UUID.randomUUID().toString());
        unreadable(topic, key, headers(known), bytes("{\"keyId\": "));
        unreadable(topic, key, headers(known), bytes("[]"));
        unreadable(topic, key, headers(known), bytes("null"));
        unreadable(topic, key, headers(known), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        unreadable(topic, key, headers(known), filled(MEGABYTE));
        unreadable(topic, key, Map.of(), bytes("{}"));
        unreadable(topic, key, Map.of("ce_type", known, "note", "n".repeat(100_000)), bytes("{}"));
        unreadable(topic, new byte[] {0, (byte) 0xff, 'k'}, headers(known), bytes("{}"));
        unreadable(topic, key, headers(known), null);
        if (topic.cleanup() != Topic.Cleanup.COMPACT) {
            unreadable(topic, null, headers(known), bytes("{}"));
        }
        unknown(topic, key, headers(known.replaceAll("\\.v1$", ".v99")));
        unknown(topic, key, headers("dev.llavero.keys.KeyPainted.v1"));
    }

    private void unreadable(Topic topic, byte[] key, Map<String, String> headers, byte[] value) {
        tampering.poison(broker.put(topic, key, headers, value));
    }

    private void unknown(Topic topic, byte[] key, Map<String, String> headers) {
        var record = broker.put(topic, key, headers, bytes("{\"colour\": \"blue\"}"));
        if (Command.class.isAssignableFrom(topic.family())) {
            tampering.poison(record);
        } else {
            tampering.strange(record);
        }
    }

    private static Map<String, String> headers(String type) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_type", type);
        headers.put("ce_source", "/elsewhere");
        headers.put("ce_time", Instant.EPOCH.toString());
        headers.put("ce_sequence", "7");
        return headers;
    }

    private static byte[] filled(int size) {
        var value = new byte[size];
        Arrays.fill(value, (byte) 'x');
        return value;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
