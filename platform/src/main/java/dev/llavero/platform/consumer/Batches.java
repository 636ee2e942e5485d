package dev.llavero.platform.consumer;

import dev.llavero.contracts.DeadLetter;
import dev.llavero.contracts.Message;
import dev.llavero.platform.crash.CrashPoint;
import dev.llavero.platform.message.Codec;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.observe.Observed;
import dev.llavero.platform.outbox.Outbox;
import dev.llavero.platform.sql.AggregateTransactions;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.Transactions;
import dev.llavero.platform.work.Backoff;
import dev.llavero.platform.work.Nudges;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * A polled batch becomes rows in one transaction: position locked, repeats dropped, handled, position moved. The returned Uni
 * ends when that is committed, and never fails: being down is waited out, poison and bugs become dead letters.
 */
@ApplicationScoped
public class Batches {
    private static final Logger LOG = Logger.getLogger(Batches.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Backoff AFTER_A_BUG = Backoff.exponential(FIRST_WAIT, LONGEST_WAIT);
    private static final int TRIES_AT_A_BUG = 5;

    @Inject
    PlainTransactions plain;

    @Inject
    AggregateTransactions aggregates;

    @Inject
    Nudges nudges;

    @Inject
    DeadLetters deadLetters;

    @Inject
    Observed observed;

    @Inject
    Reading reading;

    @Inject
    MissedRecords missed;

    @Inject
    OlderDatabases older;

    /** For batches that only write rows. */
    public <M extends Message> Uni<Void> rows(
            Feed feed, ConsumerRecords<byte[], byte[]> records, BatchHandler<M> handler) {
        return consume(new Work<>(feed, plain, handler), records);
    }

    /** For batches that change aggregates through Panache. */
    public <M extends Message> Uni<Void> aggregates(
            Feed feed, ConsumerRecords<byte[], byte[]> records, BatchHandler<M> handler) {
        return consume(new Work<>(feed, aggregates, handler), records);
    }

    private record Work<M extends Message>(Feed feed, Transactions transactions, BatchHandler<M> handler) {}

    /** A batch on its way: what arrived, what has been found to be bad in it, and how often it has failed. */
    private record Attempt(List<Arrival> arrivals, Map<UUID, DeadLetter> bad, int bugs) {
        Attempt without(UUID message, DeadLetter letter) {
            var more = new HashMap<>(bad);
            more.put(message, letter);
            return new Attempt(arrivals, more, 0);
        }

        Attempt part(int from, int to) {
            return new Attempt(arrivals.subList(from, to), bad, 0);
        }

        Attempt afterBug() {
            return new Attempt(arrivals, bad, bugs + 1);
        }
    }

    /**
     * What a transaction found or did.
     *
     * @param holes before the batch; if there are any, nothing was done
     * @param positions where the batch leaves its partitions
     */
    private record Passage(List<Hole> holes, Map<Integer, Long> positions) {}

    /** A failure that came out of here would end the channel until the process is started again. */
    private <M extends Message> Uni<Void> consume(Work<M> work, ConsumerRecords<byte[], byte[]> records) {
        return Uni.createFrom()
                .deferred(() -> attempt(work, received(work.feed, records)))
                .onFailure()
                .invoke(failure -> {
                    observed.stuck(work.feed.channel(), true);
                    LOG.errorf(
                            failure,
                            "%s fails at a batch of %d, and begins anew",
                            work.feed.channel(),
                            records.count());
                })
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    private static Attempt received(Feed feed, Iterable<ConsumerRecord<byte[], byte[]>> records) {
        var arrivals = new ArrayList<Arrival>();
        records.forEach(record -> arrivals.add(Arrival.of(record)));
        CrashPoint.BATCH_RECEIVED.reached(feed.channel());
        return new Attempt(arrivals, Map.of(), 0);
    }

    /** What can only be waited out is retried in place, for as long as it takes; anything else is looked into. */
    private <M extends Message> Uni<Void> attempt(Work<M> work, Attempt attempt) {
        var failures = new AtomicInteger();
        return Uni.createFrom()
                .deferred(() -> work.transactions.run(sql -> inTransaction(work, attempt, sql)))
                .chain(passage -> passage.holes.isEmpty()
                        ? committed(work.feed, attempt, passage)
                        : filled(work, passage.holes).chain(() -> attempt(work, attempt)))
                .onFailure(failure -> waits(work.feed, attempt, failure))
                .invoke(failure -> waiting(work.feed, attempt, failures.incrementAndGet(), failure))
                .onFailure(failure -> waits(work.feed, attempt, failure))
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely()
                .onFailure()
                .recoverWithUni(failure -> failed(work, attempt, failure));
    }

    /** We are down; or a projection fails at one message, and stops there rather than lose a row. */
    private static boolean waits(Feed feed, Attempt attempt, Throwable failure) {
        return switch (FailureKind.of(failure)) {
            case WE_ARE_DOWN -> true;
            case POISON -> false;
            case BUG -> feed.kind() == Feed.Kind.PROJECTION && attempt.arrivals.size() == 1;
        };
    }

    private void waiting(Feed feed, Attempt attempt, int failures, Throwable failure) {
        observed.stuck(feed.channel(), true);
        if (failures == 1 || failures % 20 == 0) {
            LOG.warnf("%s waits at %s (%d): %s", feed.channel(), name(attempt), failures, failure);
        }
    }

    /** The database was exchanged for an older one, or could not say where to begin: what it does not know of comes first. */
    private <M extends Message> Uni<Void> filled(Work<M> work, List<Hole> holes) {
        var ready = toldThatItIsOlder(work.feed).memoize().indefinitely();
        return Multi.createFrom()
                .iterable(holes)
                .onItem()
                .transformToUniAndConcatenate(hole -> {
                    reading.goesOn(work.feed.channel(), hole.partition(), hole.from());
                    return missed.handled(hole, records -> {
                        LOG.warnf("%s: reads %d records of %s again", work.feed.channel(), records.size(), hole);
                        return ready.chain(() -> attempt(work, received(work.feed, records)));
                    });
                })
                .collect()
                .last();
    }

    private Uni<Void> toldThatItIsOlder(Feed feed) {
        return older.found(feed.role())
                .chain(() -> older.ready(feed.role()))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("%s: nobody could be told that the database is older: %s", feed.channel(), failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    private Uni<Void> committed(Feed feed, Attempt attempt, Passage passage) {
        passage.positions.forEach((partition, offset) ->
                reading.goesOn(feed.channel(), new TopicPartition(feed.topic().title(), partition), offset));
        CrashPoint.BATCH_COMMITTED.reached(feed.channel());
        observed.stuck(feed.channel(), false);
        nudges.send(Outbox.nudge(feed.role()));
        observed.consumed(feed.channel(), attempt.arrivals.size());
        return Uni.createFrom().voidItem();
    }

    private <M extends Message> Uni<Passage> inTransaction(Work<M> work, Attempt attempt, Sql sql) {
        var positions = new Positions(work.feed);
        return positions.lock(sql, attempt.arrivals).chain(next -> {
            var holes = reading.holes(work.feed.channel(), attempt.arrivals, next);
            return holes.isEmpty()
                    ? handleNew(work, attempt, next, positions, sql).map(moved -> new Passage(holes, moved))
                    : Uni.createFrom().item(new Passage(holes, next));
        });
    }

    /** @return the positions of the partitions that were moved */
    private <M extends Message> Uni<Map<Integer, Long>> handleNew(
            Work<M> work, Attempt attempt, Map<Integer, Long> next, Positions positions, Sql sql) {
        var arrivals = notYetHandled(attempt.arrivals, next);
        return (arrivals.isEmpty()
                        ? Uni.createFrom().item(next)
                        : handle(work, attempt, arrivals, sql).chain(() -> positions.move(sql, arrivals)))
                .invoke(() -> CrashPoint.BATCH_HANDLED.reached(work.feed.channel()));
    }

    private static List<Arrival> notYetHandled(List<Arrival> arrivals, Map<Integer, Long> next) {
        return arrivals.stream()
                .filter(arrival -> arrival.record().offset()
                        >= next.getOrDefault(arrival.record().partition(), 0L))
                .toList();
    }

    private <M extends Message> Uni<Void> handle(Work<M> work, Attempt attempt, List<Arrival> arrivals, Sql sql) {
        var good = new ArrayList<Envelope<M>>(arrivals.size());
        var letters = new ArrayList<DeadLetter>();
        for (var arrival : arrivals) {
            sort(work.feed, attempt, arrival, good, letters);
        }
        return fresh(work.feed, good, sql)
                .chain(fresh -> fresh.isEmpty() ? Uni.createFrom().voidItem() : work.handler.handle(fresh, sql))
                .chain(() -> deadLetters.bury(work.feed, letters, sql));
    }

    @SuppressWarnings("unchecked") // the codec admits only the topic's own family
    private <M extends Message> void sort(
            Feed feed, Attempt attempt, Arrival arrival, List<Envelope<M>> good, List<DeadLetter> letters) {
        switch (arrival.decoded()) {
            case Codec.Decoded.Known(Envelope<?> envelope) -> {
                var letter = attempt.bad.get(envelope.id());
                if (letter == null) {
                    good.add((Envelope<M>) envelope);
                } else {
                    letters.add(letter);
                }
            }
            case Codec.Decoded.Unknown(String type) -> unknown(feed, arrival, type, letters);
            case Codec.Decoded.Unreadable(String reason) ->
                letters.add(arrival.toDeadLetter(feed.channel(), DeadLetter.Kind.POISON, reason));
        }
    }

    /** An event is news, which one may miss; a command is somebody's wish. */
    private void unknown(Feed feed, Arrival arrival, String type, List<DeadLetter> letters) {
        switch (feed.kind()) {
            case COMMANDS ->
                letters.add(arrival.toDeadLetter(
                        feed.channel(), DeadLetter.Kind.POISON, "a command that this version does not know"));
            case EVENTS, PROJECTION -> observed.skipped(feed.channel(), type);
        }
    }

    private static <M extends Message> Uni<List<Envelope<M>>> fresh(Feed feed, List<Envelope<M>> good, Sql sql) {
        if (feed.kind() != Feed.Kind.COMMANDS || good.isEmpty()) {
            return Uni.createFrom().item(good);
        }
        var ids = good.stream().map(Envelope::id).toList();
        return Inbox.add(sql, feed.role(), ids).map(fresh -> firstOfEach(good, fresh));
    }

    private static <M extends Message> List<Envelope<M>> firstOfEach(List<Envelope<M>> good, Set<UUID> fresh) {
        var left = new HashSet<>(fresh);
        return good.stream().filter(envelope -> left.remove(envelope.id())).toList();
    }

    private <M extends Message> Uni<Void> failed(Work<M> work, Attempt attempt, Throwable failure) {
        return switch (FailureKind.of(failure)) {
            case WE_ARE_DOWN -> attempt(work, attempt);
            case POISON -> attempt(work, withoutPoison(work.feed, attempt, FailureKind.poisonIn(failure)));
            case BUG -> narrowDown(work, attempt, failure);
        };
    }

    private Attempt withoutPoison(Feed feed, Attempt attempt, Poison poison) {
        return attempt.without(
                poison.message(),
                letterFor(feed, attempt, poison.message(), DeadLetter.Kind.POISON, poison.getMessage()));
    }

    private static DeadLetter letterFor(Feed feed, Attempt attempt, UUID message, DeadLetter.Kind kind, String reason) {
        return attempt.arrivals.stream()
                .filter(arrival -> arrival.decoded() instanceof Codec.Decoded.Known(Envelope<?> envelope)
                        && envelope.id().equals(message))
                .findFirst()
                .orElseThrow()
                .toDeadLetter(feed.channel(), kind, reason);
    }

    /** Halves a failing batch until the message that we fail at stands alone. */
    private <M extends Message> Uni<Void> narrowDown(Work<M> work, Attempt attempt, Throwable failure) {
        var size = attempt.arrivals.size();
        if (size > 1) {
            LOG.errorf(failure, "%s fails at a batch of %d, halving it", work.feed.channel(), size);
            return attempt(work, attempt.part(0, size / 2)).chain(() -> attempt(work, attempt.part(size / 2, size)));
        }
        var again = attempt.afterBug();
        LOG.errorf(failure, "%s fails at %s (%d)", work.feed.channel(), name(attempt), again.bugs);
        observed.stuck(work.feed.channel(), true);
        var next = again.bugs < TRIES_AT_A_BUG ? again : withoutBug(work.feed, attempt, failure);
        return later(AFTER_A_BUG.after(again.bugs)).chain(() -> attempt(work, next));
    }

    private static String name(Attempt attempt) {
        var record = attempt.arrivals.getFirst().record();
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    private Attempt withoutBug(Feed feed, Attempt attempt, Throwable failure) {
        return switch (attempt.arrivals.getFirst().decoded()) {
            case Codec.Decoded.Known(Envelope<?> envelope) ->
                attempt.without(
                        envelope.id(),
                        letterFor(
                                feed,
                                attempt,
                                envelope.id(),
                                DeadLetter.Kind.BUG,
                                failure.getClass().getSimpleName()));
            case Codec.Decoded.Unknown unknown -> attempt;
            case Codec.Decoded.Unreadable unreadable -> attempt;
        };
    }

    private static Uni<Void> later(Duration wait) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(wait);
    }
}
