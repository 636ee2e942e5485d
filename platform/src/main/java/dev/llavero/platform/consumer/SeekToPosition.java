package dev.llavero.platform.consumer;

import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * A partition that is handed to this process is read from where the database says. Kafka's committed offset can be ahead of it
 * (a database restored from a backup) or behind; the database is right, also where it says nothing: then nothing was handled.
 *
 * <p>Runs on the consumer's own polling thread, where waiting is allowed. If the database does not answer, Kafka's offset
 * stands: repeats are dropped later all the same, and what was left out is read again.
 */
@ApplicationScoped
@Identifier("positions")
class SeekToPosition implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(SeekToPosition.class);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final String CHANNEL_END = "-in";

    @Inject
    PlainTransactions transactions;

    @Inject
    Reading reading;

    @Inject
    OlderDatabases older;

    @Inject
    CommittedOffsets offsets;

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            var channel = channelOf(consumer);
            var committed = committed(consumer, partitions);
            var kept = kept(channel, committed);
            if (kept.isPresent()) {
                seek(channel, consumer, partitions, kept.get());
            } else {
                partitions.forEach(
                        partition -> reading.goesOn(channel, partition, committed.getOrDefault(partition, 0L)));
            }
        }
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var channel = channelOf(consumer);
        offsets.last(channel, consumer, reading.ends(channel, partitions));
    }

    /** @return without those of which Kafka was told nothing: they are read from their beginning */
    private static Map<TopicPartition, Long> committed(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        return consumer.committed(Set.copyOf(partitions)).entrySet().stream()
                .filter(one -> one.getValue() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().offset()));
    }

    private static String channelOf(Consumer<?, ?> consumer) {
        return consumer.groupMetadata().groupId() + CHANNEL_END;
    }

    private void seek(
            String channel,
            Consumer<?, ?> consumer,
            Collection<TopicPartition> partitions,
            Map<TopicPartition, Long> kept) {
        var beginning = consumer.beginningOffsets(partitions);
        for (var partition : partitions) {
            long position = kept.getOrDefault(partition, 0L);
            seek(channel, consumer, partition, position, beginning.get(partition));
            reading.goesOn(channel, partition, position);
        }
    }

    private static void seek(
            String channel, Consumer<?, ?> consumer, TopicPartition partition, long position, long beginning) {
        if (0 < position && position < beginning) {
            LOG.warnf("%s: the log of %s begins at %d, we were at %d", channel, partition, beginning, position);
        }
        consumer.seek(partition, Math.max(position, beginning));
    }

    /**
     * @param committed what Kafka was told
     * @return without those of which nothing was ever handled; empty if the database does not answer
     */
    private Optional<Map<TopicPartition, Long>> kept(String channel, Map<TopicPartition, Long> committed) {
        try {
            return Optional.of(Positions.of(transactions.autocommit(), roleOf(channel), channel)
                    .call(kept -> tellIfItIsOlder(channel, kept, committed))
                    .await()
                    .atMost(PATIENCE));
        } catch (RuntimeException down) {
            LOG.warnf("%s: positions cannot be read now, Kafka's offsets stand: %s", channel, down);
            return Optional.empty();
        }
    }

    /** Kafka is told only what the database has kept: it knows more only if the database is another one. */
    private Uni<Void> tellIfItIsOlder(
            String channel, Map<TopicPartition, Long> kept, Map<TopicPartition, Long> committed) {
        var ahead = committed.entrySet().stream()
                .filter(one -> one.getValue() > kept.getOrDefault(one.getKey(), 0L))
                .map(Map.Entry::getKey)
                .toList();
        if (ahead.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        LOG.warnf("%s: the database is older than what was read of %s", channel, ahead);
        return older.found(roleOf(channel));
    }

    private static Role roleOf(String channel) {
        return Arrays.stream(Role.values())
                .filter(role -> channel.startsWith(role.title() + "-"))
                .findFirst()
                .orElseThrow();
    }
}
