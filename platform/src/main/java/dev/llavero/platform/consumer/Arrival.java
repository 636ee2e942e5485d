package dev.llavero.platform.consumer;

import dev.llavero.contracts.DeadLetter;
import dev.llavero.platform.message.Codec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record with what the codec made of it. */
record Arrival(ConsumerRecord<byte[], byte[]> record, Codec.Decoded decoded) {
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
                Codec.textHeaders(record),
                record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
                record.value() == null ? null : Base64.getEncoder().encodeToString(record.value()));
    }
}
