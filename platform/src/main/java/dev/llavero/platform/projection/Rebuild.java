package dev.llavero.platform.projection;

import dev.llavero.contracts.Message;
import dev.llavero.contracts.Topic.Cleanup;
import dev.llavero.platform.consumer.Poison;
import dev.llavero.platform.message.Codec;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Retells a topic from its beginning into a copy of a read model's table, by the code that tells the live one, which goes on
 * meanwhile. When the copy has caught up, both are compared as they are at the same positions in the topic; the copy then takes
 * the place of the live rows, or is forgotten. It is a temporary table: nothing is left of it, however this ends.
 *
 * <p>For a program of its own: everything here blocks.
 */
public final class Rebuild<M extends Message> {
    private static final String COPY = "pg_temp.rebuilt";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STATEMENT = Duration.ofMinutes(10);
    private static final int AT_ONCE = 500;

    /** So little is left to tell that the live projection can wait for it. */
    private static final long NEARLY = 1_000;

    private static final int SHOWN = 20;

    private static final String COPY_MAKE = "create temporary table rebuilt (like %s including all)";

    private static final String BEGIN = "begin isolation level %s";

    /** A long pass is no hanging one. */
    private static final String PATIENCE = """
            select set_config('statement_timeout', '10min', true),
                   set_config('idle_in_transaction_session_timeout', '10min', true)
            """;

    private static final String POSITIONS = """
            select partition, next_offset from %s.position where consumer = $1 and topic = $2 order by partition
            """;

    /** A partition that was never read has no row yet to be locked. */
    private static final String POSITIONS_ALL = """
            insert into %s.position (consumer, topic, partition, next_offset)
            select $1, $2, partition, 0 from unnest($3::int[]) as partition order by partition
            on conflict (consumer, topic, partition) do nothing
            """;

    private static final String DIFFERENCES = """
            with difference as (
                select coalesce(live.%1$s, copy.%1$s)::text as key,
                       case when copy.%1$s is null then 'is not in the log'
                            when live.%1$s is null then 'is missing'
                            else (select string_agg(said.key, ', ' order by said.key)
                                    from jsonb_each(to_jsonb(live)) said join jsonb_each(to_jsonb(copy)) told
                                      on said.key = told.key
                                   where said.value is distinct from told.value)
                       end as what
                  from %2$s live full join %3$s copy on live.%1$s = copy.%1$s
                 where row(live.*) is distinct from row(copy.*))
            select key, what, count(*) over () from difference order by key limit $1
            """;

    private static final String TAKE_AWAY = """
            delete from %2$s live
             where not exists (select from %3$s copy
                                where copy.%1$s = live.%1$s and row(copy.*) is not distinct from row(live.*))
            """;

    private static final String PUT = """
            insert into %2$s
            select copy.* from %3$s copy where not exists (select from %2$s live where live.%1$s = copy.%1$s)
            """;

    private final ReadModel<M> model;
    private final Consumer<byte[], byte[]> log;
    private final Sql sql;
    private final List<TopicPartition> partitions;

    /**
     * @param log assigned to nothing yet
     * @param sql on one connection, each statement a transaction of its own
     */
    public Rebuild(ReadModel<M> model, Consumer<byte[], byte[]> log, Sql sql) {
        this.model = model;
        this.log = log;
        this.sql = sql;
        this.partitions = log.partitionsFor(model.feed().topic().title()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** @param what "is missing", "is not in the log", or the columns that differ */
    public record Difference(String key, String what) {}

    /**
     * @param rows of the copy
     * @param differences between copy and live rows
     * @param first some of them
     * @param swapped whether the copy has taken the place of the live rows
     */
    public record Result(long rows, long differences, List<Difference> first, boolean swapped) {}

    /** @throws IllegalStateException in words for the operator, if the log does not tell the whole story */
    public Result run(boolean swap) {
        does(sql.update(COPY_MAKE.formatted(model.table())));
        begin();
        var behind = Long.MAX_VALUE;
        while (behind > NEARLY) {
            behind = follow(positions(POSITIONS));
        }
        return swap ? swapped() : compared();
    }

    /** Rows and positions of one moment, and nobody waits. */
    private Result compared() {
        does(sql.update(BEGIN.formatted("repeatable read")));
        does(sql.query(PATIENCE));
        follow(positions(POSITIONS));
        var result = result(false);
        does(sql.update("commit"));
        return result;
    }

    /** Whoever holds the positions holds the live projection: it waits, and goes on from there. */
    private Result swapped() {
        does(sql.update(BEGIN.formatted("read committed")));
        does(sql.query(PATIENCE));
        does(sql.update(
                POSITIONS_ALL.formatted(schema()),
                model.feed().channel(),
                model.feed().topic().title(),
                partitions.stream().map(TopicPartition::partition).toArray(Integer[]::new)));
        follow(positions(POSITIONS + " for update"));
        var result = result(true);
        if (result.differences > 0) {
            does(sql.update(onBoth(TAKE_AWAY)));
            does(sql.update(onBoth(PUT)));
        }
        does(sql.update("commit"));
        return result;
    }

    private Result result(boolean swap) {
        var rows = does(sql.query(onBoth(DIFFERENCES), SHOWN));
        return new Result(
                does(sql.query("select count(*) from " + COPY)).getFirst().number(0),
                rows.isEmpty() ? 0 : rows.getFirst().number(2),
                rows.stream()
                        .map(row -> new Difference(row.text(0), row.text(1)))
                        .toList(),
                swap);
    }

    private String onBoth(String statement) {
        return statement.formatted(model.key(), model.table(), COPY);
    }

    private void begin() {
        log.assign(partitions);
        log.seekToBeginning(partitions);
        if (model.feed().topic().cleanup() != Cleanup.COMPACT) {
            log.beginningOffsets(partitions)
                    .forEach((partition, offset) -> demand(
                            offset == 0,
                            "%s begins at %d: what was before is gone, and nothing can tell it again",
                            partition,
                            offset));
        }
    }

    private Map<TopicPartition, Long> positions(String statement) {
        var topic = model.feed().topic().title();
        var rows = does(sql.query(statement.formatted(schema()), model.feed().channel(), topic));
        return rows.stream()
                .collect(Collectors.toMap(row -> new TopicPartition(topic, row.integer(0)), row -> row.number(1)));
    }

    /** Tells the copy everything up to there. @return how many records that were */
    private long follow(Map<TopicPartition, Long> target) {
        var end = log.endOffsets(target.keySet());
        target.forEach((partition, offset) -> demand(
                offset <= end.get(partition),
                "%s ends at %d, and was read up to %d: it is another log",
                partition,
                end.get(partition),
                offset));
        var told = 0L;
        var waiting = new ArrayList<Envelope<M>>();
        while (!reached(target)) {
            var records = log.poll(POLL);
            for (var partition : records.partitions()) {
                var until = target.getOrDefault(partition, 0L);
                records.records(partition).stream()
                        .filter(record -> record.offset() < until)
                        .forEach(record -> keep(record, waiting));
                if (log.position(partition) > until) {
                    log.seek(partition, until);
                }
            }
            told += records.count();
            tell(waiting);
            waiting.clear();
        }
        return told;
    }

    private boolean reached(Map<TopicPartition, Long> target) {
        log.pause(partitions);
        var open = partitions.stream()
                .filter(partition -> log.position(partition) < target.getOrDefault(partition, 0L))
                .toList();
        log.resume(open);
        return open.isEmpty();
    }

    /** As the consumers do: what cannot be read is a dead letter, and no part of the story. */
    @SuppressWarnings("unchecked") // the codec admits only the topic's own family
    private void keep(ConsumerRecord<byte[], byte[]> record, List<Envelope<M>> story) {
        if (Codec.decode(record) instanceof Codec.Decoded.Known(Envelope<?> told)) {
            story.add((Envelope<M>) told);
        }
    }

    private void tell(List<Envelope<M>> story) {
        for (int from = 0; from < story.size(); from += AT_ONCE) {
            tellPart(story.subList(from, Math.min(story.size(), from + AT_ONCE)));
        }
    }

    private void tellPart(List<Envelope<M>> part) {
        try {
            does(model.into(COPY).handle(part, sql));
        } catch (Poison poison) {
            if (part.size() > 1) {
                tellPart(part.subList(0, part.size() / 2));
                tellPart(part.subList(part.size() / 2, part.size()));
            }
        }
    }

    private String schema() {
        return model.feed().role().schema();
    }

    private static void demand(boolean so, String otherwise, Object... details) {
        if (!so) {
            throw new IllegalStateException(otherwise.formatted(details));
        }
    }

    private static <T> T does(Uni<T> statement) {
        return statement.await().atMost(STATEMENT);
    }
}
