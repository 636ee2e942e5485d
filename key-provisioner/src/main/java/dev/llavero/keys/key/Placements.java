package dev.llavero.keys.key;

import static dev.llavero.platform.sql.SqlValues.integers;
import static dev.llavero.platform.sql.SqlValues.texts;
import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.ServerId;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What servers should hold, as rows. */
final class Placements {
    private static final String WANT_PRESENT = """
            insert into keys.placement as p (key_id, server_id, epoch, wanted, seen, due_at, changed_at)
            select key_id, server_id, 1, 'PRESENT', 'UNKNOWN', platform.now(), platform.now()
              from unnest($1::uuid[], $2::text[]) as wish(key_id, server_id)
            on conflict (key_id, server_id) do update
               set epoch = p.epoch + 1, wanted = 'PRESENT', seen = 'UNKNOWN', attempts = 0,
                   due_at = excluded.due_at, changed_at = excluded.changed_at
            """;

    private static final String WANT_ABSENT = """
            update keys.placement
               set epoch = epoch + 1, wanted = 'ABSENT', attempts = 0,
                   due_at = platform.now(), changed_at = platform.now()
             where key_id = any($1) and wanted = 'PRESENT'
            returning server_id
            """;

    private static final String SEEN = """
            update keys.placement p
               set seen = outcome.seen, attempts = 0, due_at = null, changed_at = platform.now()
              from unnest($1::uuid[], $2::text[], $3::int[], $4::text[]) as outcome(key_id, server_id, epoch, seen)
             where p.key_id = outcome.key_id and p.server_id = outcome.server_id and p.epoch = outcome.epoch
            returning p.key_id
            """;

    private static final String SOMEWHERE = """
            select distinct key_id from keys.placement
             where key_id = any($1) and (seen <> 'ABSENT' or wanted = 'PRESENT')
            """;

    /** A turn that waits after failures keeps waiting: its server is down for these keys too. */
    private static final String WAKE_TURNS = """
            update keys.server_turn
               set due_at = case when fails = 0 then platform.now() else coalesce(due_at, platform.now()) end
             where server_id = any($1)
            """;

    private Placements() {}

    /** A key wanted on a server. */
    record Wish(KeyId key, ServerId server) {}

    static Uni<Void> wantPresent(Sql sql, List<Wish> wishes) {
        if (wishes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.update(WANT_PRESENT, uuids(wishes, wish -> wish.key().value()), texts(wishes, wish -> wish.server()
                        .value()))
                .chain(() -> wakeTurns(sql, texts(wishes, wish -> wish.server().value())));
    }

    static Uni<Void> wantAbsent(Sql sql, Collection<KeyId> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.query(WANT_ABSENT, (Object) uuids(keys, KeyId::value))
                .chain(rows -> wakeTurns(sql, texts(rows, row -> row.text(0))));
    }

    /** @return the keys whose row was still of that epoch; where minds have changed, the row stays due */
    static Uni<Set<KeyId>> seen(Sql sql, List<Seen> outcomes) {
        if (outcomes.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return sql.query(
                        SEEN,
                        uuids(outcomes, seen -> seen.key().value()),
                        texts(outcomes, seen -> seen.placement().server().value()),
                        integers(outcomes, seen -> seen.placement().epoch()),
                        texts(outcomes, seen -> seen.placement().wanted().name()))
                .map(rows -> rows.stream().map(row -> new KeyId(row.uuid(0))).collect(Collectors.toSet()));
    }

    /** @return those of the keys that no server holds, or should hold */
    static Uni<Set<KeyId>> nowhere(Sql sql, Collection<KeyId> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return sql.query(SOMEWHERE, (Object) uuids(keys, KeyId::value)).map(rows -> {
            var nowhere = new HashSet<>(keys);
            rows.forEach(row -> nowhere.remove(new KeyId(row.uuid(0))));
            return nowhere;
        });
    }

    static Uni<Void> wakeTurn(Sql sql, ServerId server) {
        return wakeTurns(sql, new String[] {server.value()});
    }

    private static Uni<Void> wakeTurns(Sql sql, String[] servers) {
        var distinct = List.of(servers).stream().distinct().sorted().toArray(String[]::new);
        return sql.update(WAKE_TURNS, (Object) distinct).replaceWithVoid();
    }
}
