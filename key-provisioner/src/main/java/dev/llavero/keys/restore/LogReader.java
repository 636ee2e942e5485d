package dev.llavero.keys.restore;

import dev.llavero.contracts.Topic;
import dev.llavero.platform.message.Codec;
import dev.llavero.platform.message.Envelope;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Our own topics from their beginning to their end of now, beside every consumer group. */
@ApplicationScoped
public class LogReader {
    private static final Duration POLL = Duration.ofSeconds(1);

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> settings;

    /** @param take called for each message that this version knows, one after the other, never on an event loop */
    public Uni<Void> read(Topic topic, Consumer<Envelope<?>> take) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(() -> readAll(topic, take));
    }

    private void readAll(Topic topic, Consumer<Envelope<?>> take) {
        var alone = new HashMap<>(settings);
        alone.remove("group.id");
        alone.put("client.id", "llavero-restore");
        alone.put("enable.auto.commit", "false");
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(alone, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, topic.partitions())
                    .mapToObj(number -> new TopicPartition(topic.title(), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(record -> {
                    if (Codec.decode(record) instanceof Codec.Decoded.Known(Envelope<?> envelope)) {
                        take.accept(envelope);
                    }
                });
            }
        }
    }
}
