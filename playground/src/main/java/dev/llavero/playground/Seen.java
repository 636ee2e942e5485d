package dev.llavero.playground;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** One message of a public topic, with only what any subscriber can read of it. */
record Seen(String topic, String type, String subject, String time, String sequence, String json) {
    static Seen of(ConsumerRecord<String, String> message) {
        return new Seen(
                message.topic(),
                header(message, "ce_type"),
                header(message, "ce_subject"),
                header(message, "ce_time"),
                header(message, "ce_sequence"),
                message.value());
    }

    private static String header(ConsumerRecord<String, String> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
