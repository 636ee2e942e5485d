package dev.llavero.testkit.system;

import dev.llavero.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The log, to look into. */
public final class Broker {
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;

    Broker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** One record, as another system would see it. */
    public record Seen(
            String topic, int partition, long offset, String key, Map<String, String> headers, String value) {
        static Seen of(ConsumerRecord<String, String> record) {
            var headers = new java.util.TreeMap<String, String>();
            record.headers()
                    .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            return new Seen(record.topic(), record.partition(), record.offset(), record.key(), headers, record.value());
        }

        public String type() {
            var type = headers.getOrDefault("ce_type", "");
            return type.replaceAll("^dev\\.llavero\\.[a-z-]+\\.|\\.v[0-9]+$", "");
        }
    }

    public void createTopics() {
        try (var admin = admin()) {
            admin.createTopics(Arrays.stream(Topic.values()).map(Broker::asNew).toList())
                    .all()
                    .get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("making the topics", failure);
        }
    }

    private static NewTopic asNew(Topic topic) {
        return new NewTopic(topic.title(), topic.partitions(), (short) 1).configs(topic.brokerSettings());
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Everything on these topics up to now, in order within each partition. */
    public List<Seen> all(Topic... topics) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = Arrays.stream(topics)
                    .flatMap(topic -> consumer.partitionsFor(topic.title()).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions);
            var seen = new ArrayList<Seen>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end.get(partition))) {
                consumer.poll(POLL).forEach(record -> seen.add(Seen.of(record)));
            }
            return seen;
        }
    }
}
