package dev.llavero.app.op;

import java.time.Duration;
import java.util.HashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Consumers that look at a topic from outside: of no group, and nothing is remembered of where they were. */
final class LogReader {
    private static final Duration BROKER = Duration.ofSeconds(10);

    private LogReader() {}

    static KafkaConsumer<byte[], byte[]> of(Settings settings) {
        return of(settings, BROKER);
    }

    /** @param broker how long it may take to answer */
    static KafkaConsumer<byte[], byte[]> of(Settings settings, Duration broker) {
        var client = new HashMap<>(settings.kafka());
        client.remove(CommonClientConfigs.GROUP_ID_CONFIG);
        client.put(CommonClientConfigs.CLIENT_ID_CONFIG, "llavero-op");
        client.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(broker.toMillis() / 2));
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(broker.toMillis()));
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
