package dev.llavero.platform.consumer;

import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.work.Worker;
import dev.llavero.platform.work.WorkerSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Sends consumers back where the database stands before what they have read: it was exchanged for an older one while they went
 * on. The next batch would find the hole as well, but in a quiet partition it may never come.
 */
@ApplicationScoped
class PositionWatch implements WorkerSource {
    private static final Logger LOG = Logger.getLogger(PositionWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final String POSITIONS = "select topic, partition, next_offset from %s.position where consumer = $1";

    @Inject
    Reading reading;

    @Inject
    PlainTransactions transactions;

    @Inject
    KafkaClientService clients;

    @Inject
    OlderDatabases older;

    @Override
    public Stream<Worker> workers() {
        return Arrays.stream(Role.values()).map(OfRole::new);
    }

    private final class OfRole implements Worker {
        private final Role role;

        private OfRole(Role role) {
            this.role = role;
        }

        @Override
        public Role role() {
            return role;
        }

        @Override
        public String name() {
            return role.title() + " positions";
        }

        @Override
        public String nudge() {
            return role.schema() + ".positions";
        }

        @Override
        public Uni<Duration> work() {
            return Multi.createFrom()
                    .items(reading.now().entrySet().stream()
                            .filter(read -> read.getKey().startsWith(role.title() + "-")))
                    .onItem()
                    .transformToUniAndConcatenate(read -> compare(role, read.getKey(), read.getValue()))
                    .collect()
                    .last()
                    .replaceWith(EVERY);
        }
    }

    private Uni<Void> compare(Role role, String channel, Map<TopicPartition, Long> read) {
        return transactions
                .autocommit()
                .query(POSITIONS.formatted(role.schema()), channel)
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> new TopicPartition(row.text(0), row.integer(1)), row -> row.number(2))))
                .chain(positions -> {
                    var doubtful = Reading.doubtful(read, positions);
                    return doubtful.isEmpty()
                            ? Uni.createFrom().voidItem()
                            : goBack(role, channel, doubtful, positions);
                });
    }

    private Uni<Void> goBack(
            Role role, String channel, Collection<TopicPartition> doubtful, Map<TopicPartition, Long> positions) {
        var client = clients.getConsumer(channel);
        return client.runOnPollingThread((Function<Consumer<Object, Object>, Map<TopicPartition, Long>>)
                        consumer -> whereToGoBack(consumer, doubtful, positions))
                .chain(back -> back.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : older.found(role)
                                .chain(() -> client.runOnPollingThread(consumer -> {
                                    LOG.warnf(
                                            "%s: the database is older than what was read, going back to %s",
                                            channel, back);
                                    back.keySet().retainAll(consumer.assignment());
                                    back.forEach(consumer::seek);
                                })));
    }

    /** Where it is ahead of the database. */
    private static Map<TopicPartition, Long> whereToGoBack(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Map<TopicPartition, Long> positions) {
        var ours = partitions.stream().filter(consumer.assignment()::contains).toList();
        var back = new HashMap<>(consumer.beginningOffsets(ours, ANSWER));
        back.replaceAll((partition, beginning) -> Math.max(positions.getOrDefault(partition, 0L), beginning));
        back.entrySet().removeIf(one -> consumer.position(one.getKey(), ANSWER) <= one.getValue());
        return back;
    }
}
