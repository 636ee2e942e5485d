package dev.llavero.platform.consumer;

import dev.llavero.platform.observe.Observed;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * A partition that is handed to this process is read from where the database says. Kafka's committed offset can be ahead of it
 * (a database restored from a backup) or behind; the database is right, also where it says nothing: then nothing was handled.
 *
 * <p>Runs on the consumer's own polling thread, where waiting is allowed. If the database does not answer, Kafka's offset
 * stands: repeats are dropped later all the same.
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
    Observed observed;

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            var channel = consumer.groupMetadata().groupId() + CHANNEL_END;
            var beginning = consumer.beginningOffsets(partitions);
            var end = consumer.endOffsets(partitions);
            kept(channel, partitions)
                    .ifPresent(kept -> partitions.forEach(partition -> {
                        var position = kept.get(partition);
                        if (position == null) {
                            consumer.seek(partition, beginning.get(partition));
                        } else {
                            alarmIfTheLogIsAnother(channel, partition, position, end.get(partition));
                            seek(channel, consumer, partition, position, beginning.get(partition));
                        }
                    }));
        }
    }

    /** A log that ends below our position was made anew or has lost its end: what comes now would be taken for repeats. */
    private void alarmIfTheLogIsAnother(String channel, TopicPartition partition, long position, long end) {
        if (end < position) {
            LOG.errorf(
                    "%s: %s ends at %d, but we have handled up to %d. It is another log",
                    channel, partition, end, position);
            observed.stuck(channel + " (another log)", true);
        }
    }

    private static void seek(
            String channel, Consumer<?, ?> consumer, TopicPartition partition, long position, long beginning) {
        if (position < beginning) {
            LOG.warnf("%s: the log of %s begins at %d, we were at %d", channel, partition, beginning, position);
        }
        consumer.seek(partition, Math.max(position, beginning));
    }

    /** @return without those of which nothing was ever handled; empty if the database does not answer */
    private Optional<Map<TopicPartition, Long>> kept(String channel, Collection<TopicPartition> partitions) {
        try {
            return Optional.of(transactions
                    .autocommit()
                    .query(
                            "select topic, partition, next_offset from %s.position where consumer = $1 and topic = $2 and partition = any($3)"
                                    .formatted(schemaOf(channel)),
                            channel,
                            partitions.iterator().next().topic(),
                            partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new))
                    .map(rows -> rows.stream()
                            .collect(Collectors.toMap(
                                    row -> new TopicPartition(row.text(0), row.integer(1)), row -> row.number(2))))
                    .await()
                    .atMost(PATIENCE));
        } catch (RuntimeException down) {
            LOG.warnf("%s: positions cannot be read now, Kafka's offsets stand: %s", channel, down);
            return Optional.empty();
        }
    }

    private static String schemaOf(String channel) {
        return Arrays.stream(Role.values())
                .filter(role -> channel.startsWith(role.title() + "-"))
                .map(Role::schema)
                .collect(Collectors.joining());
    }
}
