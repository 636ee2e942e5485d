package dev.llavero.platform.outbox;

import dev.llavero.platform.sql.SqlRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One outbox row on its way to the broker. */
record WaitingMessage(
        long row,
        UUID id,
        String topic,
        String key,
        String type,
        String payload,
        String time,
        long version,
        UUID correlationId,
        UUID causationId,
        String traceparent,
        Instant createdAt) {
    static final String COLUMNS =
            "seq, id, aggregatetype, aggregateid, type, payload, time, version, correlationid, causationid, traceparent, created_at";

    static WaitingMessage of(SqlRow row) {
        return new WaitingMessage(
                row.number(0),
                row.uuid(1),
                row.text(2),
                row.text(3),
                row.text(4),
                row.text(5),
                row.time(6).toString(),
                row.number(7),
                row.uuid(8),
                row.uuid(9),
                row.text(10),
                row.time(11));
    }

    /** As old as its row: brokers refuse records from the future, and this process's clock may be wrong. */
    ProducerRecord<byte[], byte[]> toRecord() {
        var published = new ProducerRecord<>(topic, null, createdAt.toEpochMilli(), bytes(key), bytes(payload));
        header(published, "ce_specversion", "1.0");
        header(published, "ce_id", id.toString());
        header(published, "ce_type", type);
        header(published, "ce_source", "/llavero");
        header(published, "ce_subject", key);
        header(published, "ce_time", time);
        header(published, "ce_sequence", Long.toString(version));
        header(published, "ce_correlationid", correlationId.toString());
        header(published, "ce_causationid", causationId == null ? null : causationId.toString());
        header(published, "traceparent", traceparent);
        header(published, "content-type", "application/json");
        return published;
    }

    private static void header(ProducerRecord<byte[], byte[]> published, String name, String value) {
        if (value != null) {
            published.headers().add(name, bytes(value));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
