package dev.llavero.platform.outbox;

import dev.llavero.platform.crash.CrashPoint;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.SqlRow;
import dev.llavero.platform.work.Lease;
import dev.llavero.platform.work.Worker;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/**
 * Outbox rows become messages on the broker, in order: read by id, publish, await every acknowledgement, delete.
 *
 * <p>One relay at a time works for a schema, by lease. On any failure the producer is closed and everything begins at the
 * oldest row again: a message can be repeated, never lost or reordered. No position is remembered: a row that commits late
 * with a low number is simply still there.
 */
final class Relay implements Worker {
    private static final int BATCH = 500;
    private static final Duration TICK = Duration.ofMillis(250);

    private final Role owner;
    private final PlainTransactions transactions;
    private final Publisher publisher;
    private final Lease lease;
    private final Publisher.Slot slot = new Publisher.Slot();

    Relay(Role owner, PlainTransactions transactions, Publisher publisher, Lease lease) {
        this.owner = owner;
        this.transactions = transactions;
        this.publisher = publisher;
        this.lease = lease;
    }

    @Override
    public Role role() {
        return owner;
    }

    @Override
    public String name() {
        return owner.schema() + "-relay";
    }

    @Override
    public String nudge() {
        return Outbox.nudge(owner);
    }

    @Override
    public Uni<Duration> work() {
        return lease.hold()
                .chain(held -> held ? relayed() : publisher.close(slot).replaceWith(TICK));
    }

    @Override
    public Uni<Void> stop() {
        return publisher.close(slot).chain(lease::release);
    }

    private Uni<Duration> relayed() {
        return oldest().chain(rows -> rows.isEmpty() ? Uni.createFrom().item(TICK) : unlessLost(rows));
    }

    /** Whoever stood still since it read the rows would publish again what another relay has published, after what came later. */
    private Uni<Duration> unlessLost(List<WaitingMessage> rows) {
        return lease.hold()
                .chain(held -> held ? pass(rows) : publisher.close(slot).replaceWith(TICK));
    }

    private Uni<Duration> pass(List<WaitingMessage> rows) {
        CrashPoint.RELAY_READ.reached(owner.schema());
        return publisher
                .publish(slot, rows)
                .onFailure()
                .call(() -> publisher.close(slot))
                .invoke(() -> CrashPoint.RELAY_PUBLISHED.reached(owner.schema()))
                .chain(() -> delete(rows))
                .replaceWith(rows.size() == BATCH ? Duration.ZERO : TICK);
    }

    private Uni<List<WaitingMessage>> oldest() {
        var statement =
                "select %s from %s.outbox order by seq limit $1".formatted(WaitingMessage.COLUMNS, owner.schema());
        return transactions.autocommit().query(statement, BATCH).map(Relay::messages);
    }

    private static List<WaitingMessage> messages(List<SqlRow> rows) {
        return rows.stream().map(WaitingMessage::of).toList();
    }

    private Uni<Integer> delete(List<WaitingMessage> rows) {
        var published = rows.stream().map(WaitingMessage::row).toArray(Long[]::new);
        return transactions
                .autocommit()
                .update("delete from %s.outbox where seq = any($1)".formatted(owner.schema()), (Object) published);
    }
}
