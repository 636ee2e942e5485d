package dev.llavero.bot.update;

import static dev.llavero.platform.sql.SqlValues.numbers;
import static dev.llavero.platform.sql.SqlValues.times;

import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What is remembered of chats. Where the menu stands in one is the sender's business. */
final class Chats {
    private static final String FIND =
            "select chat_id, telegram_id, last_message_id, greeted, pointed_at from bot.chat where chat_id = any($1)";

    private static final String SAVE = """
            insert into bot.chat as known (chat_id, telegram_id, last_message_id, greeted, pointed_at)
            select chat_id, telegram_id, last_message_id, greeted, pointed_at
              from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::boolean[], $5::timestamptz[])
                   as seen(chat_id, telegram_id, last_message_id, greeted, pointed_at)
             order by chat_id
            on conflict (chat_id) do update
               set last_message_id = greatest(known.last_message_id, excluded.last_message_id),
                   greeted = known.greeted or excluded.greeted,
                   pointed_at = coalesce(excluded.pointed_at, known.pointed_at)
            """;

    private Chats() {}

    /** @param telegramId null in groups */
    record Chat(long id, Long telegramId, long lastMessageId, boolean greeted, Instant pointedAt) {
        static Chat with(long person) {
            return new Chat(person, person, 0, false, null);
        }

        static Chat group(long id) {
            return new Chat(id, null, 0, false, null);
        }

        Chat saw(long message) {
            return new Chat(id, telegramId, Math.max(lastMessageId, message), greeted, pointedAt);
        }

        Chat greet() {
            return new Chat(id, telegramId, lastMessageId, true, pointedAt);
        }

        Chat pointed(Instant now) {
            return new Chat(id, telegramId, lastMessageId, greeted, now);
        }

        private static Chat of(SqlRow row) {
            return new Chat(
                    row.number(0), row.isNull(1) ? null : row.number(1), row.number(2), row.flag(3), row.time(4));
        }
    }

    static Uni<Map<Long, Chat>> find(Sql sql, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return sql.query(FIND, (Object) ids.toArray(Long[]::new)).map(rows -> {
            var found = new HashMap<Long, Chat>();
            rows.forEach(row -> found.put(row.number(0), Chat.of(row)));
            return found;
        });
    }

    static Uni<Void> save(Sql sql, Collection<Chat> chats) {
        if (chats.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.update(
                        SAVE,
                        numbers(chats, Chat::id),
                        numbers(chats, Chat::telegramId),
                        numbers(chats, Chat::lastMessageId),
                        chats.stream().map(Chat::greeted).toArray(Boolean[]::new),
                        times(chats, Chat::pointedAt))
                .replaceWithVoid();
    }
}
