package dev.llavero.platform.consumer;

import static dev.llavero.platform.sql.SqlValues.integers;
import static dev.llavero.platform.sql.SqlValues.numbers;
import static dev.llavero.platform.sql.SqlValues.texts;
import static dev.llavero.platform.sql.SqlValues.uuids;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.llavero.contracts.Topic;
import dev.llavero.platform.observe.LogOffsets;
import dev.llavero.platform.observe.Observed;
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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Compares what was read with the database and with the log. Where they agree, Kafka is told.
 *
 * <p>Where the database stands before what was read, it was exchanged for an older one, and the consumer is sent back there. The
 * next batch would find the hole as well, but in a quiet partition it may never come.
 *
 * <p>Where a topic has another id than when it was seen last, it was made anew, and where the log ends before the database's
 * position, it has lost its end: whatever is written to it now would be taken for a repeat. It is read from its beginning; what has
 * been handled is known by its id or its version.
 */
@ApplicationScoped
class PositionWatch implements WorkerSource {
    private static final Logger LOG = Logger.getLogger(PositionWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final String COMPARE_TOPICS = """
            with topic as (select * from unnest($1::text[], $2::uuid[]) as topic (name, id)),
                 first_seen as (insert into %1$s.known_topic (name, id) select name, id from topic
                                on conflict (name) do nothing),
                 another as (update %1$s.known_topic known set id = topic.id from topic
                              where known.name = topic.name and known.id <> topic.id
                             returning known.name)
            update %1$s.position p set next_offset = 0 from another where p.topic = another.name
            returning p.consumer, p.topic, p.partition
            """;
    private static final String BEGIN_ANEW = """
            update %s.position set next_offset = 0
             where consumer = $1 and (topic, partition, next_offset)
                   in (select * from unnest($2::text[], $3::int[], $4::bigint[]))
            """;

    @Inject
    Reading reading;

    @Inject
    PlainTransactions transactions;

    @Inject
    KafkaClientService clients;

    @Inject
    OlderDatabases older;

    @Inject
    LogOffsets log;

    @Inject
    Observed observed;

    @Inject
    CommittedOffsets committed;

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
            return compareTopics(role)
                    .onItem()
                    .transformToMulti(_ -> Multi.createFrom()
                            .items(reading.now().entrySet().stream()
                                    .filter(read -> read.getKey().startsWith(role.title() + "-"))))
                    .onItem()
                    .transformToUniAndConcatenate(read -> compare(role, read.getKey(), read.getValue()))
                    .collect()
                    .last()
                    .replaceWith(EVERY);
        }
    }

    private Uni<Void> compareTopics(Role role) {
        return log.topics()
                .map(topics -> Arrays.stream(Topic.values())
                        .map(Topic::title)
                        .filter(topics::containsKey)
                        .collect(toMap(Function.identity(), topics::get)))
                .chain(ours -> transactions
                        .autocommit()
                        .query(
                                COMPARE_TOPICS.formatted(role.schema()),
                                texts(ours.keySet(), Function.identity()),
                                uuids(ours.values(), Function.identity())))
                .invoke(rows -> rows.stream()
                        .collect(groupingBy(
                                row -> row.text(0),
                                mapping(row -> new TopicPartition(row.text(1), row.integer(2)), toList())))
                        .forEach(this::tellOfAnotherLog))
                .replaceWithVoid();
    }

    private void tellOfAnotherLog(String channel, List<TopicPartition> partitions) {
        LOG.errorf("%s: another log is in the place of %s, and is read from its beginning", channel, partitions);
        observed.foundAnotherLog(channel);
    }

    private Uni<Void> compare(Role role, String channel, Map<TopicPartition, Long> read) {
        return Positions.of(transactions.autocommit(), role, channel).chain(positions -> {
            var doubtful = Reading.doubtful(read, positions);
            return doubtful.isEmpty()
                    ? compareWithLog(role, channel, positions)
                    : goBack(role, channel, doubtful, positions);
        });
    }

    private Uni<Void> compareWithLog(Role role, String channel, Map<TopicPartition, Long> positions) {
        return log.ends(positions.keySet()).chain(ends -> {
            var beyond = positions.entrySet().stream()
                    .filter(one -> one.getValue() > ends.get(one.getKey()))
                    .toList();
            return beyond.isEmpty() ? committed.follow(channel, positions) : beginAnew(role, channel, beyond);
        });
    }

    private Uni<Void> beginAnew(Role role, String channel, List<Map.Entry<TopicPartition, Long>> beyond) {
        LOG.errorf("%s: the log ends before %s, which was handled. It is read from its beginning", channel, beyond);
        observed.foundAnotherLog(channel);
        return transactions
                .autocommit()
                .update(
                        BEGIN_ANEW.formatted(role.schema()),
                        channel,
                        texts(beyond, one -> one.getKey().topic()),
                        integers(beyond, one -> one.getKey().partition()),
                        numbers(beyond, Map.Entry::getValue))
                .replaceWithVoid();
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
