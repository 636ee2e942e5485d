package dev.llavero.platform.consumer;

import dev.llavero.contracts.DeadLetter;
import dev.llavero.platform.message.Codec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record with what the codec made of it. */
record Arrival(ConsumerRecord<byte[], byte[]> record, Codec.Decoded decoded) {
    /** A letter must be smaller than the largest record that the broker takes, or it holds up the outbox for ever. */
    private static final int LONGEST_TEXT = 1_024;

    private static final int MOST_HEADERS = 50;

    static Arrival of(ConsumerRecord<byte[], byte[]> record) {
        return new Arrival(record, Codec.decode(record));
    }

    DeadLetter toDeadLetter(String consumer, DeadLetter.Kind kind, String reason) {
        return new DeadLetter(
                consumer,
                record.topic(),
                record.partition(),
                record.offset(),
                kind,
                reason,
                headers(),
                record.key() == null || record.key().length > LONGEST_TEXT
                        ? null
                        : new String(record.key(), StandardCharsets.UTF_8),
                record.value() == null || record.value().length > Codec.LONGEST_VALUE_BYTES
                        ? null
                        : Base64.getEncoder().encodeToString(record.value()));
    }

    private Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        Codec.textHeaders(record).entrySet().stream()
                .filter(header -> header.getKey().length() <= LONGEST_TEXT
                        && (header.getValue() == null || header.getValue().length() <= LONGEST_TEXT))
                .limit(MOST_HEADERS)
                .forEach(header -> headers.put(header.getKey(), header.getValue()));
        return headers;
    }
}
