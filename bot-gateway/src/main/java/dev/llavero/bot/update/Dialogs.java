package dev.llavero.bot.update;

import static dev.llavero.platform.sql.SqlValues.times;
import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.bot.talk.Dialog;
import dev.llavero.contracts.KeyId;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Open dialogs, at most one in a chat. */
final class Dialogs {
    private static final String FIND =
            "select chat_id, kind, key_id, expires_at from bot.dialog where chat_id = any($1)";

    private static final String END = "delete from bot.dialog where chat_id = any($1)";

    private static final String BEGIN = """
            insert into bot.dialog (chat_id, kind, key_id, expires_at)
            select chat_id, kind, key_id, expires_at
              from unnest($1::bigint[], $2::text[], $3::uuid[], $4::timestamptz[])
                   as begun(chat_id, kind, key_id, expires_at)
             order by chat_id
            on conflict (chat_id) do update
               set kind = excluded.kind, key_id = excluded.key_id, expires_at = excluded.expires_at
            """;

    private Dialogs() {}

    static Uni<Map<Long, Dialog>> find(Sql sql, Collection<Long> chats) {
        if (chats.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return sql.query(FIND, (Object) chats.toArray(Long[]::new)).map(rows -> {
            var found = new HashMap<Long, Dialog>();
            rows.forEach(row -> found.put(row.number(0), dialog(row)));
            return found;
        });
    }

    private static Dialog dialog(SqlRow row) {
        return new Dialog(Dialog.Kind.valueOf(row.text(1)), row.isNull(2) ? null : new KeyId(row.uuid(2)), row.time(3));
    }

    static Uni<Void> end(Sql sql, Collection<Long> chats) {
        return chats.isEmpty()
                ? Uni.createFrom().voidItem()
                : sql.update(END, (Object) chats.toArray(Long[]::new)).replaceWithVoid();
    }

    static Uni<Void> begin(Sql sql, Map<Long, Dialog> begun) {
        if (begun.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.update(
                        BEGIN,
                        begun.keySet().toArray(Long[]::new),
                        begun.values().stream()
                                .map(dialog -> dialog.kind().name())
                                .toArray(String[]::new),
                        uuids(
                                begun.values(),
                                dialog -> dialog.key() == null
                                        ? null
                                        : dialog.key().value()),
                        times(begun.values(), Dialog::expiresAt))
                .replaceWithVoid();
    }
}
