package dev.llavero.platform.consumer;

import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The next offset of every partition, kept with what the records became. Kafka's own committed offset only saves work. */
final class Positions {
    private static final String ALL = "select topic, partition, next_offset from %s.position where consumer = $1";

    private static final String LOCK = """
            select partition, next_offset from %s.position
             where consumer = $1 and topic = $2 and partition = any($3)
             order by partition for update
            """;

    private static final String MOVE = """
            insert into %s.position (consumer, topic, partition, next_offset)
            select $1, $2, partition, next_offset
              from unnest($3::int[], $4::bigint[]) as moved(partition, next_offset)
            on conflict (consumer, topic, partition) do update set next_offset = excluded.next_offset
            """;

    private final Feed feed;

    Positions(Feed feed) {
        this.feed = feed;
    }

    /** Looks at those of a channel. @return without the partitions of which nothing was ever handled */
    static Uni<Map<TopicPartition, Long>> of(Sql sql, Role role, String channel) {
        return sql.query(ALL.formatted(role.schema()), channel).map(rows -> rows.stream()
                .collect(Collectors.toMap(
                        row -> new TopicPartition(row.text(0), row.integer(1)), row -> row.number(2))));
    }

    /** Locks and reads them; a partition never read before is missing from the answer. */
    Uni<Map<Integer, Long>> lock(Sql sql, List<Arrival> arrivals) {
        var partitions = arrivals.stream()
                .map(arrival -> arrival.record().partition())
                .distinct()
                .sorted()
                .toArray(Integer[]::new);
        return sql.query(
                        LOCK.formatted(feed.role().schema()),
                        feed.channel(),
                        feed.topic().title(),
                        partitions)
                .map(rows -> {
                    var next = new HashMap<Integer, Long>();
                    rows.forEach(row -> next.put(row.integer(0), row.number(1)));
                    return next;
                });
    }

    /** Behind the last of them. @return where that is */
    Uni<Map<Integer, Long>> move(Sql sql, List<Arrival> arrivals) {
        var next = new TreeMap<Integer, Long>();
        arrivals.forEach(arrival ->
                next.merge(arrival.record().partition(), arrival.record().offset() + 1, Math::max));
        return sql.update(
                        MOVE.formatted(feed.role().schema()),
                        feed.channel(),
                        feed.topic().title(),
                        next.keySet().toArray(Integer[]::new),
                        next.values().toArray(Long[]::new))
                .replaceWith(next);
    }
}
