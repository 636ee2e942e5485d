package dev.llavero.keys.key;

import dev.llavero.contracts.ServerId;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.work.Backoff;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * Who works on which server. One at a time per server, and as many servers at once as there are: a server that hangs delays
 * nobody else. What a server's failures teach is in its row, so that every replica knows it.
 */
@ApplicationScoped
class Turns {
    /** At most 20 s between two tries: then one trial call. */
    private static final Backoff AFTER_FAILURE = Backoff.exponential(Duration.ofMillis(500), Duration.ofSeconds(20));

    private static final String CLAIM = """
            update keys.server_turn
               set lease_until = platform.now() + interval '15 seconds', token = gen_random_uuid()
             where server_id = any(array(
                       select server_id from keys.server_turn
                        where due_at <= platform.now() and (lease_until is null or lease_until < platform.now())
                        order by due_at limit $1 for update skip locked))
            returning server_id, token, fails
            """;

    /** Whoever was given a key knows the port with it: where the server listened once, it is to listen again. */
    private static final String DUE = """
            select p.key_id, p.server_id, p.epoch, p.wanted, p.attempts, coalesce(p.port, k.port)
              from keys.placement p left join keys.key k on k.id = p.key_id and k.server_id = p.server_id
             where p.server_id = $1 and p.due_at <= platform.now()
             order by p.due_at, p.key_id limit $2
            """;

    private static final String RENEW = """
            update keys.server_turn
               set lease_until = platform.now() + interval '15 seconds', fails = 0
             where server_id = $1 and token = $2
            """;

    private static final String PROLONG = """
            update keys.server_turn set lease_until = platform.now() + interval '15 seconds'
             where server_id = $1 and token = $2
            """;

    private static final String LOCK = "select 1 from keys.server_turn where server_id = $1 and token = $2 for update";

    private static final String END = """
            update keys.server_turn
               set lease_until = null, token = null,
                   due_at = (select min(due_at) from keys.placement where server_id = $1 and due_at is not null)
             where server_id = $1 and token = $2
            """;

    private static final String FAIL = """
            update keys.server_turn
               set lease_until = null, token = null, fails = fails + 1,
                   due_at = platform.now() + $3 * interval '1 millisecond'
             where server_id = $1 and token = $2
            """;

    /** By then whatever was on its way to the server has arrived. */
    private static final String COMPARE_SOON = """
            update keys.reconciliation set due_at = least(due_at, platform.now() + interval '20 seconds')
             where server_id = $1
            """;

    private static final String POSTPONE = """
            update keys.placement
               set attempts = attempts + 1, due_at = platform.now() + $4 * interval '1 millisecond'
             where key_id = $1 and server_id = $2 and epoch = $3
            """;

    /** Of a zombie whose turn is over nothing is left to raise: the wish it knew has another epoch by now. */
    private static final String OUTBID = """
            update keys.placement
               set epoch = epoch + 1, attempts = attempts + 1, due_at = platform.now() + $4 * interval '1 millisecond'
             where key_id = $1 and server_id = $2 and epoch = $3
            """;

    /** The net under the wake-ups: a placement that is due makes its server's turn due. */
    private static final String MEND = """
            update keys.server_turn t set due_at = p.due_at
              from (select server_id, min(due_at) as due_at from keys.placement
                     where due_at is not null group by server_id) p
             where t.server_id = p.server_id and t.due_at is null
            """;

    @Inject
    PlainTransactions transactions;

    Uni<List<Turn>> claim(int most) {
        return transactions.autocommit().query(CLAIM, most).map(rows -> rows.stream()
                .map(row -> new Turn(new ServerId(row.text(0)), row.uuid(1), row.integer(2)))
                .toList());
    }

    Uni<List<DuePlacement>> due(ServerId server, int most) {
        return transactions.autocommit().query(DUE, server.value(), most).map(rows -> rows.stream()
                .map(DuePlacement::of)
                .toList());
    }

    /** Goes on for another 15 s, inside the transaction that writes an outcome. @return false when the turn is lost */
    static Uni<Boolean> renew(Sql sql, Turn turn) {
        return sql.update(RENEW, turn.server().value(), turn.token()).map(rows -> rows == 1);
    }

    /** Goes on for another 15 s without an outcome. @return false when the turn is lost */
    Uni<Boolean> prolong(Turn turn) {
        return transactions
                .autocommit()
                .update(PROLONG, turn.server().value(), turn.token())
                .map(rows -> rows == 1);
    }

    /** The lock comes first, so that the look for what is due sees everything committed before it. */
    Uni<Void> end(Turn turn) {
        return transactions.run(sql -> sql.query(LOCK, turn.server().value(), turn.token())
                .chain(() -> sql.update(END, turn.server().value(), turn.token()))
                .replaceWithVoid());
    }

    /**
     * What the server holds may not be what was last wanted: a call of ours that nobody answered, or that was made when somebody else had
     * the turn already, can have come too late.
     */
    Uni<Void> compareSoon(Turn turn) {
        return transactions
                .autocommit()
                .update(COMPARE_SOON, turn.server().value())
                .replaceWithVoid();
    }

    /** The server did not answer: nobody calls it before the pause is over. */
    Uni<Void> fail(Turn turn, int failsBefore) {
        return transactions
                .autocommit()
                .update(
                        FAIL,
                        turn.server().value(),
                        turn.token(),
                        AFTER_FAILURE.after(failsBefore + 1).toMillis())
                .replaceWithVoid();
    }

    /** This one row goes wrong, the server is well. */
    Uni<Void> postpone(DuePlacement placement, Backoff backoff) {
        return later(POSTPONE, placement, backoff);
    }

    /** The server knows a later epoch than we do, for our memory is an older one, from a backup: ours counts up to it. */
    Uni<Void> outbid(DuePlacement placement, Backoff backoff) {
        return later(OUTBID, placement, backoff);
    }

    private Uni<Void> later(String statement, DuePlacement placement, Backoff backoff) {
        return transactions
                .autocommit()
                .update(
                        statement,
                        placement.key().value(),
                        placement.server().value(),
                        placement.epoch(),
                        backoff.after(placement.attempts() + 1).toMillis())
                .replaceWithVoid();
    }

    Uni<Integer> mend() {
        return transactions.autocommit().update(MEND);
    }
}
