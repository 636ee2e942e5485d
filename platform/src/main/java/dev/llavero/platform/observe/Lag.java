package dev.llavero.platform.observe;

import dev.llavero.contracts.Topic;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.work.Worker;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Measures how many records each channel of a role has still to read: the ends of the log against the positions in the
 * database. Below zero the log ends before our position, which means that the broker has lost records.
 */
final class Lag implements Worker {
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(8);

    private static final String POSITIONS = """
            select consumer, topic, partition, next_offset from %s.position
             where consumer = any($1)
            """;

    private final Role role;
    private final Map<String, Topic> channels;
    private final Sql sql;
    private final LogOffsets log;
    private final Gauges gauges;

    /** @param channels with the topic that each reads */
    Lag(Role role, Map<String, Topic> channels, Sql sql, LogOffsets log, Gauges gauges) {
        this.role = role;
        this.channels = channels;
        this.sql = sql;
        this.log = log;
        this.gauges = gauges;
    }

    private record Reader(String channel, TopicPartition partition) {}

    @Override
    public Role role() {
        return role;
    }

    @Override
    public String name() {
        return role.title() + " lag gauges";
    }

    @Override
    public String nudge() {
        return role.schema() + ".lag";
    }

    @Override
    public Uni<Duration> work() {
        if (channels.isEmpty()) {
            return Uni.createFrom().item(EVERY);
        }
        return Patience.atMost(ANSWER, positions().chain(this::measure))
                .onFailure()
                .invoke(() -> channels.keySet().forEach(channel -> gauges.unknown(lag(channel))))
                .replaceWith(EVERY);
    }

    private Uni<Map<Reader, Long>> positions() {
        return sql.query(POSITIONS.formatted(role.schema()), (Object)
                        channels.keySet().toArray(String[]::new))
                .map(rows -> {
                    var positions = new HashMap<Reader, Long>();
                    rows.forEach(row -> positions.put(
                            new Reader(row.text(0), new TopicPartition(row.text(1), row.integer(2))), row.number(3)));
                    return positions;
                });
    }

    private Uni<Void> measure(Map<Reader, Long> positions) {
        var partitions =
                channels.values().stream().distinct().flatMap(Lag::partitions).toList();
        return Uni.combine()
                .all()
                .unis(log.beginnings(partitions), log.ends(partitions))
                .asTuple()
                .invoke(offsets -> channels.forEach((channel, topic) -> gauges.read(
                        lag(channel), lag(channel, topic, positions, offsets.getItem1(), offsets.getItem2()))))
                .replaceWithVoid();
    }

    private static long lag(
            String channel,
            Topic topic,
            Map<Reader, Long> positions,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> ends) {
        return partitions(topic)
                .mapToLong(partition -> ends.get(partition)
                        - positions.getOrDefault(new Reader(channel, partition), beginnings.get(partition)))
                .sum();
    }

    private static Stream<TopicPartition> partitions(Topic topic) {
        return IntStream.range(0, topic.partitions()).mapToObj(number -> new TopicPartition(topic.title(), number));
    }

    private static Gauges.Name lag(String channel) {
        return new Gauges.Name("llavero.consumer.lag", "channel", channel);
    }

    /** The topic of that title; a channel that reads a foreign one is not measured. */
    static List<Topic> titled(String title) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.title().equals(title))
                .toList();
    }
}
