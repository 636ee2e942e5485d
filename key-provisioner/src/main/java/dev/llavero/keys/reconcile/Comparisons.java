package dev.llavero.keys.reconcile;

import static dev.llavero.platform.sql.SqlValues.integers;
import static dev.llavero.platform.sql.SqlValues.texts;
import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.ServerId;
import dev.llavero.keys.reconcile.Findings.Known;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import dev.llavero.vpn.HeldKey;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows that comparing reads and changes. */
final class Comparisons {
    private static final String BEGIN_WITH_NEW_SERVERS = """
            insert into keys.reconciliation (server_id, due_at)
            select id, platform.now() from keys.server where mode <> 'REMOVED'
            on conflict (server_id) do nothing
            """;

    private static final String CLAIM = """
            update keys.reconciliation
               set lease_until = platform.now() + interval '60 seconds', token = gen_random_uuid()
             where server_id = (
                       select r.server_id from keys.reconciliation r join keys.server s on s.id = r.server_id
                        where r.due_at <= platform.now() and (r.lease_until is null or r.lease_until < platform.now())
                          and s.mode <> 'REMOVED'
                        order by r.due_at limit 1 for update of r skip locked)
            returning server_id, token, platform.now()
            """;

    private static final String POSTPONE = """
            update keys.reconciliation
               set lease_until = null, token = null, due_at = platform.now() + $3 * interval '1 millisecond'
             where server_id = $1 and token = $2
            """;

    private static final String LOCK_COMPARISON =
            "select 1 from keys.reconciliation where server_id = $1 and token = $2 for update";

    private static final String COMPLETE = """
            update keys.reconciliation
               set lease_until = null, token = null, compared_at = platform.now(), put_back = $3, taken_away = $4,
                   due_at = platform.now() + $5 * interval '1 millisecond'
             where server_id = $1 and token = $2
            """;

    /** A key of ours that was never placed here is as absent as one that has left. */
    private static final String KNOWN = """
            select k.id,
                   case when p.key_id is null then 'ABSENT'
                        when p.due_at is not null or p.changed_at >= $3 or p.wanted <> p.seen then 'MOVING'
                        else p.wanted end
              from keys.key k
              left join keys.placement p on p.key_id = k.id and p.server_id = $1
             where p.key_id is not null or k.id = any($2)
            """;

    /** In the order in which everybody locks: keys, then the server. */
    private static final String LOCK_KEYS = "select id from keys.key where id = any($1) order by id for update";

    private static final String LOCK_SERVER = "select 1 from keys.server where id = $1 for no key update";

    private static final String PUT_BACK = """
            update keys.placement
               set epoch = epoch + 1, seen = 'UNKNOWN', attempts = 0, due_at = platform.now(), changed_at = platform.now()
             where server_id = $1 and key_id = any($2)
            """;

    private static final String TAKE_AWAY = """
            insert into keys.placement as p (key_id, server_id, epoch, wanted, seen, due_at, changed_at)
            select key_id, $1, 1, 'ABSENT', 'UNKNOWN', platform.now(), platform.now()
              from unnest($2::uuid[]) as found(key_id)
            on conflict (key_id, server_id) do update
               set epoch = p.epoch + 1, seen = 'UNKNOWN', attempts = 0,
                   due_at = excluded.due_at, changed_at = excluded.changed_at
            """;

    /** Room is given back when a key is seen to be gone; until then it does take up room. */
    private static final String COUNT_ROOM = "update keys.server set reserved = reserved + $2 where id = $1";

    private static final String WAKE_TURN = """
            update keys.server_turn
               set due_at = case when fails = 0 then platform.now() else coalesce(due_at, platform.now()) end
             where server_id = $1
            """;

    private static final String NOTE_FOREIGN = """
            insert into keys.foreign_key as known (server_id, key_id, name, port, first_seen_at, last_seen_at)
            select $1, key_id, name, port, platform.now(), platform.now()
              from unnest($2::text[], $3::text[], $4::int[]) as found(key_id, name, port)
             order by key_id
            on conflict (server_id, key_id) do update
               set name = excluded.name, port = excluded.port, last_seen_at = excluded.last_seen_at
            """;

    private static final String FORGET_FOREIGN =
            "delete from keys.foreign_key where server_id = $1 and key_id <> all($2)";

    private final PlainTransactions transactions;
    private final boolean acts;

    Comparisons(PlainTransactions transactions) {
        this(transactions, true);
    }

    private Comparisons(PlainTransactions transactions, boolean acts) {
        this.transactions = transactions;
        this.acts = acts;
    }

    /** Counts what would be done, and changes nothing. */
    static Comparisons withoutActing(PlainTransactions transactions) {
        return new Comparisons(transactions, false);
    }

    /** @return the one that waits longest, or null */
    Uni<Comparison> claim() {
        return transactions
                .autocommit()
                .update(BEGIN_WITH_NEW_SERVERS)
                .chain(() -> transactions.autocommit().query(CLAIM))
                .map(rows -> rows.isEmpty() ? null : claimed(rows.getFirst()));
    }

    private static Comparison claimed(SqlRow row) {
        return new Comparison(new ServerId(row.text(0)), row.uuid(1), row.time(2));
    }

    Uni<Void> postpone(Comparison comparison, Duration wait) {
        return transactions
                .autocommit()
                .update(POSTPONE, comparison.server().value(), comparison.token(), wait.toMillis())
                .replaceWithVoid();
    }

    /** @return what was found and is seen to; null when the turn is somebody else's by now */
    Uni<Findings> settle(Comparison comparison, List<HeldKey> held, Duration next) {
        return transactions.run(sql -> isOurs(sql, comparison)
                .chain(ours -> ours
                        ? known(sql, comparison, held)
                                .map(known -> Findings.of(known, held))
                                .chain(first -> underLock(sql, comparison, held, first))
                                .call(found -> write(sql, comparison, found))
                                .call(found -> complete(sql, comparison, found, next))
                        : Uni.createFrom().nullItem()));
    }

    private static Uni<Boolean> isOurs(Sql sql, Comparison comparison) {
        return sql.query(LOCK_COMPARISON, comparison.server().value(), comparison.token())
                .map(rows -> !rows.isEmpty());
    }

    private static Uni<Map<KeyId, Known>> known(Sql sql, Comparison comparison, List<HeldKey> held) {
        return sql.query(
                        KNOWN,
                        comparison.server().value(),
                        Findings.candidates(held),
                        OffsetDateTime.ofInstant(comparison.begunAt(), ZoneOffset.UTC))
                .map(rows -> {
                    var known = new HashMap<KeyId, Known>();
                    rows.forEach(row -> known.put(new KeyId(row.uuid(0)), Known.valueOf(row.text(1))));
                    return known;
                });
    }

    /** What seems wrong is looked at once more when nobody else can change it. */
    private static Uni<Findings> underLock(Sql sql, Comparison comparison, List<HeldKey> held, Findings first) {
        if (first.missing().isEmpty() && first.surplus().isEmpty()) {
            return Uni.createFrom().item(first);
        }
        var suspects = new ArrayList<>(first.missing());
        suspects.addAll(first.surplus());
        return sql.query(LOCK_KEYS, (Object) uuids(suspects, KeyId::value))
                .chain(() -> sql.query(LOCK_SERVER, comparison.server().value()))
                .chain(() -> known(sql, comparison, held))
                .map(known -> {
                    known.keySet().retainAll(suspects);
                    var again = Findings.of(known, held);
                    return new Findings(again.missing(), again.surplus(), first.foreign());
                });
    }

    private Uni<Void> write(Sql sql, Comparison comparison, Findings found) {
        var server = comparison.server().value();
        var foreign = found.foreign();
        var moved = !acts || found.missing().isEmpty() && found.surplus().isEmpty()
                ? Uni.createFrom().voidItem()
                : sql.update(PUT_BACK, server, uuids(found.missing(), KeyId::value))
                        .chain(() -> sql.update(TAKE_AWAY, server, uuids(found.surplus(), KeyId::value)))
                        .chain(() ->
                                sql.update(COUNT_ROOM, server, found.surplus().size()))
                        .chain(() -> sql.update(WAKE_TURN, server))
                        .replaceWithVoid();
        return moved.chain(() -> sql.update(
                        NOTE_FOREIGN,
                        server,
                        texts(foreign, HeldKey::id),
                        texts(foreign, Comparisons::name),
                        integers(foreign, Comparisons::port)))
                .chain(() -> sql.update(FORGET_FOREIGN, server, texts(foreign, HeldKey::id)))
                .replaceWithVoid();
    }

    private static String name(HeldKey held) {
        return switch (held) {
            case HeldKey.OutlineKey key -> key.name();
            case HeldKey.WireGuardPeer _, HeldKey.ForeignPeer _ -> "";
        };
    }

    /** A WireGuard server has one for all of its peers. */
    private static Integer port(HeldKey held) {
        return switch (held) {
            case HeldKey.OutlineKey key -> key.port();
            case HeldKey.WireGuardPeer _, HeldKey.ForeignPeer _ -> null;
        };
    }

    private static Uni<Integer> complete(Sql sql, Comparison comparison, Findings found, Duration next) {
        return sql.update(
                COMPLETE,
                comparison.server().value(),
                comparison.token(),
                found.missing().size(),
                found.surplus().size(),
                next.toMillis());
    }
}
