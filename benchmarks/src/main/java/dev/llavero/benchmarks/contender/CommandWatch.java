package dev.llavero.benchmarks.contender;

import dev.llavero.benchmarks.measure.Moment;
import dev.llavero.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Sees commands on {@code keys.commands.v1} as any other reader would, and when. */
public final class CommandWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private ConsumerRecord<byte[], byte[]> sample;

    /** Begins at the end of the topic as it is now. */
    public CommandWatch(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topic.KEYS_COMMANDS.title()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** The next so many different commands, and when each was there to be read. */
    public Map<UUID, Double> await(int commands, Duration longest) {
        var seen = new HashMap<UUID, Double>();
        double until = Moment.now() + longest.toSeconds();
        while (seen.size() < commands) {
            var records = consumer.poll(POLL);
            double now = Moment.now();
            for (var record : records) {
                seen.putIfAbsent(id(record), now);
                sample = record;
            }
            if (now > until) {
                throw new IllegalStateException(
                        "only %d of %d commands within %s".formatted(seen.size(), commands, longest));
            }
        }
        return seen;
    }

    /** The last command seen: what a raw producer is to send. */
    public ConsumerRecord<byte[], byte[]> sample() {
        return sample;
    }

    private static UUID id(ConsumerRecord<byte[], byte[]> record) {
        return UUID.fromString(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
