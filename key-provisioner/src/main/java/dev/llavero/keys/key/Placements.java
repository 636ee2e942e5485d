package dev.llavero.keys.key;

import static dev.llavero.platform.sql.SqlValues.texts;
import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.ServerId;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;

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
            update keys.placement
               set seen = $4, attempts = 0, due_at = null, changed_at = platform.now()
             where key_id = $1 and server_id = $2 and epoch = $3
            """;

    private static final String STILL_SOMEWHERE =
            "select 1 from keys.placement where key_id = $1 and (seen <> 'ABSENT' or wanted = 'PRESENT') limit 1";

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

    /** @return whether the row was still of that epoch; if not, minds have changed and it stays due */
    static Uni<Boolean> seen(Sql sql, DuePlacement placement, DuePlacement.Wanted what) {
        return sql.update(SEEN, placement.key().value(), placement.server().value(), placement.epoch(), what.name())
                .map(rows -> rows == 1);
    }

    static Uni<Boolean> isNowhere(Sql sql, KeyId key) {
        return sql.query(STILL_SOMEWHERE, key.value()).map(List::isEmpty);
    }

    private static Uni<Void> wakeTurns(Sql sql, String[] servers) {
        var distinct = List.of(servers).stream().distinct().sorted().toArray(String[]::new);
        return sql.update(WAKE_TURNS, (Object) distinct).replaceWithVoid();
    }
}
