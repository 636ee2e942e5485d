package dev.llavero.platform.consumer;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Tells Kafka how far a channel is: what the database has kept, and never more. That saves work, shows the lag to Kafka's own tools, and
 * tells an older database from a newer one. No batch waits for it, and what fails is told the next time.
 */
@ApplicationScoped
class CommittedOffsets {
    private static final Logger LOG = Logger.getLogger(CommittedOffsets.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Inject
    KafkaClientService clients;

    private final Map<String, Map<TopicPartition, Long>> told = new ConcurrentHashMap<>();

    /** @param positions as the database has them */
    Uni<Void> follow(String channel, Map<TopicPartition, Long> positions) {
        var news = news(channel, positions);
        return news.isEmpty()
                ? Uni.createFrom().voidItem()
                : clients.getConsumer(channel).runOnPollingThread(consumer -> {
                    tell(channel, consumer, news);
                });
    }

    /** Those that somebody else reads are theirs to tell. */
    private void tell(String channel, Consumer<?, ?> consumer, Map<TopicPartition, Long> news) {
        news.keySet().retainAll(consumer.assignment());
        consumer.commitAsync(offsets(news), (_, failure) -> {
            if (failure == null) {
                wereTold(channel, news);
            } else {
                notTold(channel, news, failure);
            }
        });
    }

    /** The last word about partitions that are taken away. Runs on the polling thread, and waits there. */
    void last(String channel, Consumer<?, ?> consumer, Map<TopicPartition, Long> positions) {
        var news = news(channel, positions);
        try {
            consumer.commitSync(offsets(news), PATIENCE);
            wereTold(channel, news);
        } catch (KafkaException failure) {
            notTold(channel, news, failure);
        }
    }

    private Map<TopicPartition, Long> news(String channel, Map<TopicPartition, Long> positions) {
        var news = new HashMap<>(positions);
        news.entrySet().removeAll(told.getOrDefault(channel, Map.of()).entrySet());
        return news;
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, Long> positions) {
        return positions.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, position -> new OffsetAndMetadata(position.getValue())));
    }

    private void wereTold(String channel, Map<TopicPartition, Long> positions) {
        told.computeIfAbsent(channel, anew -> new ConcurrentHashMap<>()).putAll(positions);
    }

    private static void notTold(String channel, Map<TopicPartition, Long> positions, Exception failure) {
        LOG.debugf("%s: Kafka could not be told of %s: %s", channel, positions, failure);
    }
}
