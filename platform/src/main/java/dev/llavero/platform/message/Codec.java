package dev.llavero.platform.message;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.contracts.Json;
import dev.llavero.contracts.Message;
import dev.llavero.contracts.MessageType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** CloudEvents 1.0 over Kafka in binary mode: attributes are {@code ce_*} headers, the value is plain JSON. */
public final class Codec {
    /** Longer values are poison: nothing of ours comes near. */
    public static final int LONGEST_VALUE_BYTES = 256 * 1024;

    private static final ObjectMapper JSON = Json.mapper();

    private Codec() {}

    /** What a record turned out to be. */
    public sealed interface Decoded {
        record Known(Envelope<?> envelope) implements Decoded {}

        /** A type that this version does not know: an event is skipped and counted, a command is a dead letter. */
        record Unknown(String type) implements Decoded {}

        /** A type that we know with a body or headers that we cannot read. */
        record Unreadable(String reason) implements Decoded {}
    }

    public static String body(Message message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JacksonException impossible) {
            throw new IllegalStateException(
                    "Cannot write a " + message.getClass().getSimpleName(), impossible);
        }
    }

    /** The headers of an envelope, as text. */
    public static Map<String, String> headers(Envelope<?> envelope) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", envelope.id().toString());
        headers.put("ce_type", MessageType.of(envelope.message()).name());
        headers.put("ce_source", "/llavero");
        headers.put("ce_subject", envelope.message().subject());
        headers.put("ce_time", envelope.time().toString());
        headers.put("ce_sequence", Long.toString(envelope.sequence()));
        headers.put("ce_correlationid", envelope.correlationId().toString());
        if (envelope.causationId() != null) {
            headers.put("ce_causationid", envelope.causationId().toString());
        }
        if (envelope.traceparent() != null) {
            headers.put("traceparent", envelope.traceparent());
        }
        headers.put("content-type", "application/json");
        return headers;
    }

    public static Decoded decode(ConsumerRecord<byte[], byte[]> record) {
        var headers = textHeaders(record);
        var name = headers.get("ce_type");
        if (name == null) {
            return new Decoded.Unreadable("no ce_type header");
        }
        var type = MessageType.named(name);
        return type.isEmpty() ? new Decoded.Unknown(name) : decode(type.get(), headers, record);
    }

    private static Decoded decode(
            MessageType type, Map<String, String> headers, ConsumerRecord<byte[], byte[]> record) {
        if (!type.topic().title().equals(record.topic())) {
            return new Decoded.Unreadable(type.name() + " does not belong on this topic");
        }
        if (record.value() == null) {
            return new Decoded.Unreadable("no value");
        }
        if (record.value().length > LONGEST_VALUE_BYTES) {
            return new Decoded.Unreadable("value of " + record.value().length + " bytes");
        }
        try {
            var message = JSON.readValue(record.value(), type.body());
            return known(message, headers, record);
        } catch (java.io.IOException unreadable) {
            return new Decoded.Unreadable("body is not a " + type.name() + ": " + where(unreadable));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return new Decoded.Unreadable("headers are not those of a " + type.name());
        }
    }

    private static Decoded known(Message message, Map<String, String> headers, ConsumerRecord<byte[], byte[]> record) {
        if (message == null) {
            return new Decoded.Unreadable("body is null");
        }
        if (record.key() == null || !new String(record.key(), StandardCharsets.UTF_8).equals(message.subject())) {
            return new Decoded.Unreadable("record key is not the subject");
        }
        var id = UUID.fromString(required(headers, "ce_id"));
        return new Decoded.Known(new Envelope<>(
                id,
                message,
                Instant.parse(required(headers, "ce_time")),
                Long.parseLong(headers.getOrDefault("ce_sequence", "0")),
                uuid(headers, "ce_correlationid", id),
                uuid(headers, "ce_causationid", null),
                headers.get("traceparent")));
    }

    /** A header can be there without a value. */
    private static UUID uuid(Map<String, String> headers, String name, UUID otherwise) {
        var value = headers.get(name);
        return value == null ? otherwise : UUID.fromString(value);
    }

    private static String required(Map<String, String> headers, String name) {
        var value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    /** Where the JSON is wrong, without what stands there. */
    private static String where(java.io.IOException unreadable) {
        return unreadable instanceof JacksonException jackson && jackson.getLocation() != null
                ? "line " + jackson.getLocation().getLineNr() + ", column "
                        + jackson.getLocation().getColumnNr()
                : unreadable.getClass().getSimpleName();
    }

    public static Map<String, String> textHeaders(ConsumerRecord<byte[], byte[]> record) {
        var headers = new LinkedHashMap<String, String>();
        for (Header header : record.headers()) {
            headers.put(
                    header.key(), header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }
}
