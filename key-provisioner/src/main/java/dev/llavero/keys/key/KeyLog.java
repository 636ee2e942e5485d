package dev.llavero.keys.key;

import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Topic;
import dev.llavero.platform.message.Codec;
import dev.llavero.platform.message.Envelope;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** {@code keys.events.v1} from its beginning to its end of now, beside every consumer group. All keys of it have to fit into memory. */
@ApplicationScoped
class KeyLog {
    private static final Duration POLL = Duration.ofSeconds(1);

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> settings;

    /** @param refusedElsewhere commands about keys that there never were */
    record Read(Map<KeyId, LoggedKey> keys, List<UUID> refusedElsewhere) {}

    Uni<Read> read() {
        return Uni.createFrom().item(this::readAll).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Read readAll() {
        var alone = new HashMap<>(settings);
        alone.remove("group.id");
        alone.put("client.id", "llavero-restore");
        alone.put("enable.auto.commit", "false");
        var read = new Read(new HashMap<>(), new ArrayList<>());
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(alone, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, Topic.KEYS_EVENTS.partitions())
                    .mapToObj(number -> new TopicPartition(Topic.KEYS_EVENTS.title(), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(record -> {
                    if (Codec.decode(record) instanceof Codec.Decoded.Known(Envelope<?> envelope)) {
                        take(envelope, read);
                    }
                });
            }
        }
        return read;
    }

    @SuppressWarnings("unchecked") // the codec admits only the topic's own family
    private static void take(Envelope<?> envelope, Read read) {
        var event = (Envelope<KeyEvent>) envelope;
        if (event.sequence() == 0) {
            read.refusedElsewhere.add(event.correlationId());
        } else {
            read.keys.compute(event.message().keyId(), (id, before) -> LoggedKey.after(before, event));
        }
    }
}
