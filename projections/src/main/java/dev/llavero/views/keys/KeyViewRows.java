package dev.llavero.views.keys;

import static dev.llavero.platform.sql.SqlValues.integers;
import static dev.llavero.platform.sql.SqlValues.numbers;
import static dev.llavero.platform.sql.SqlValues.texts;
import static dev.llavero.platform.sql.SqlValues.times;
import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** The table {@code views.key_view_v1}, or a copy of it. */
final class KeyViewRows {
    static final String COLUMNS = """
            key_id, user_id, protocol, location, server_id, port, state, suspended, name, version, created_at, changed_at
            """;

    private static final String OF = """
            select %s from %s
             where key_id = any($1)
            """;

    private static final String SAVE = """
            insert into %s as seen (%s)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[],
                                 $8::text[], $9::text[], $10::bigint[], $11::timestamptz[], $12::timestamptz[])
            on conflict (key_id) do update
               set server_id = excluded.server_id,
                   port = excluded.port,
                   state = excluded.state,
                   suspended = excluded.suspended,
                   name = excluded.name,
                   version = excluded.version,
                   changed_at = excluded.changed_at
             where seen.version < excluded.version
            """;

    private KeyViewRows() {}

    static Uni<List<KeyView>> of(Sql sql, String table, Collection<KeyId> keys) {
        return sql.query(OF.formatted(COLUMNS, table), (Object) uuids(new HashSet<>(keys), KeyId::value))
                .map(KeyViewRows::views);
    }

    static Uni<Void> save(Sql sql, String table, Collection<KeyView> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.update(
                        SAVE.formatted(table, COLUMNS),
                        uuids(keys, key -> key.key().value()),
                        uuids(keys, key -> key.user().value()),
                        texts(keys, key -> key.protocol().name()),
                        texts(keys, key -> key.location().value()),
                        texts(keys, key -> key.server().value()),
                        integers(keys, KeyView::port),
                        texts(keys, key -> key.state().name()),
                        texts(keys, key -> nameOf(key.suspended())),
                        texts(keys, key -> textOf(key.name())),
                        numbers(keys, KeyView::version),
                        times(keys, KeyView::createdAt),
                        times(keys, KeyView::changedAt))
                .replaceWithVoid();
    }

    static List<KeyView> views(List<SqlRow> rows) {
        return rows.stream().map(KeyViewRows::view).toList();
    }

    private static KeyView view(SqlRow row) {
        return new KeyView(
                new KeyId(row.uuid(0)),
                new UserId(row.uuid(1)),
                Protocol.valueOf(row.text(2)),
                new LocationCode(row.text(3)),
                new ServerId(row.text(4)),
                row.isNull(5) ? null : row.integer(5),
                KeyView.State.valueOf(row.text(6)),
                row.isNull(7) ? null : SuspendReason.named(row.text(7)),
                row.isNull(8) ? null : new Sealed(row.text(8)),
                row.number(9),
                row.time(10),
                row.time(11));
    }

    private static String nameOf(SuspendReason reason) {
        return reason == null ? null : reason.name();
    }

    private static String textOf(Sealed name) {
        return name == null ? null : name.ciphertext();
    }
}
