package dev.llavero.platform.observe;

import static dev.llavero.platform.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.Topic;
import dev.llavero.platform.TestDatabase;
import dev.llavero.platform.TestDatabase.Schema;
import dev.llavero.platform.role.Role;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GaugesTest {
    private static final String CHANNEL = "projections-key-view-v1-in";

    private final TestDatabase database = new TestDatabase(Schema.of(Role.PROJECTIONS));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Gauges gauges = new Gauges(meters);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theBacklogIsWhatWaitsAndForHowLong() {
        var odd = DueRows.of(
                Role.PROJECTIONS, "views.odd", "select count(*) from generate_series(1, 9) n where n % 2 = 1");
        var backlog = new Backlog(Role.PROJECTIONS, List.of(odd), database.sql(), gauges);
        await(backlog.work());
        assertEquals(0, read("llavero.outbox.rows"));
        assertEquals(0, read("llavero.outbox.age.seconds"));
        assertEquals(5, read("llavero.due.rows"));

        await(database.sql().update("""
                insert into views.outbox (id, aggregatetype, aggregateid, type, payload, time, version, correlationid,
                                          created_at)
                select gen_random_uuid(), 't', 'a', 't', '{}', now(), 1, gen_random_uuid(), now() - interval '1 minute'
                  from generate_series(1, 3)
                """));
        await(backlog.work());
        assertEquals(3, read("llavero.outbox.rows"));
        assertTrue(read("llavero.outbox.age.seconds") >= 60);
    }

    @Test
    void whatCannotBeReadIsUnknownAndNotOld() {
        var backlog = new Backlog(Role.PROJECTIONS, List.of(), database.sql(), gauges);
        await(backlog.work());
        await(database.sql().update("drop table views.outbox"));
        assertThrows(RuntimeException.class, () -> await(backlog.work()));
        assertEquals(Double.NaN, read("llavero.outbox.rows"));
    }

    @Test
    void theLagIsFromOurPositionToTheEndOfTheLog() {
        await(database.sql().update("""
                insert into views.position (consumer, topic, partition, next_offset)
                values ($1, 'keys.events.v1', 0, 70)
                """, CHANNEL));
        // Six partitions from 10 to 100: one is read up to 70, the others not at all.
        var log = new FixedLog(10, 100);
        await(lag(log).work());
        assertEquals(30 + 5 * 90, read("llavero.consumer.lag"));
    }

    @Test
    void aLogThatEndsBeforeOurPositionShowsBelowZero() {
        await(database.sql().update("""
                insert into views.position (consumer, topic, partition, next_offset)
                values ($1, 'keys.events.v1', 0, 70)
                """, CHANNEL));
        await(lag(new FixedLog(0, 0)).work());
        assertEquals(-70, read("llavero.consumer.lag"));
    }

    private Lag lag(LogOffsets log) {
        return new Lag(Role.PROJECTIONS, Map.of(CHANNEL, Topic.KEYS_EVENTS), database.sql(), log, gauges);
    }

    private double read(String gauge) {
        return meters.get(gauge).gauge().value();
    }

    /** Every partition is as long as the others. */
    private record FixedLog(long beginning, long end) implements LogOffsets {
        @Override
        public Uni<Map<TopicPartition, Long>> beginnings(Collection<TopicPartition> partitions) {
            return all(partitions, beginning);
        }

        @Override
        public Uni<Map<TopicPartition, Long>> ends(Collection<TopicPartition> partitions) {
            return all(partitions, end);
        }

        @Override
        public Uni<Map<String, UUID>> topics() {
            return Uni.createFrom().item(Map.of());
        }

        private static Uni<Map<TopicPartition, Long>> all(Collection<TopicPartition> partitions, long offset) {
            return Uni.createFrom()
                    .item(partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> offset)));
        }
    }
}
