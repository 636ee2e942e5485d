package dev.llavero.bot.interaction;

import static dev.llavero.platform.sql.SqlValues.numbers;
import static dev.llavero.platform.sql.SqlValues.texts;
import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.bot.screen.Task;
import dev.llavero.bot.talk.Asked;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table of interactions. */
public final class Interactions {
    private static final String BEGIN = """
            insert into bot.interaction (command_id, user_id, chat_id, task, key_id, due_at)
            select command_id, user_id, chat_id, task, key_id, platform.now() + interval '10 seconds'
              from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::uuid[])
                   as begun(command_id, user_id, chat_id, task, key_id)
             order by command_id
            on conflict (command_id) do nothing
            """;

    private static final String ASKED = """
            select command_id, user_id, task, key_id, closed_at is not null
              from bot.interaction where command_id = any($1)
            """;

    /** A final event closes only what it can end: a task of its own, or any if it is a refusal. */
    private static final String CLOSE = """
            update bot.interaction as open set closed_at = platform.now(), due_at = null
              from unnest($1::uuid[], $2::text[]) as final(command_id, task)
             where open.command_id = final.command_id and open.closed_at is null
               and (final.task is null or final.task = open.task)
            returning open.command_id, user_id, chat_id, open.task, key_id, stage
            """;

    private static final String TAKE_DUE = """
            update bot.interaction
               set stage = stage + 1, due_at = case stage when 0 then created_at + interval '2 minutes' end
             where command_id = any(array(select command_id from bot.interaction
                                           where due_at <= platform.now() and closed_at is null
                                           order by due_at limit $1
                                             for update skip locked))
            returning command_id, user_id, chat_id, task, key_id, stage
            """;

    private Interactions() {}

    /** One that is there already stays as it is. */
    public static Uni<Void> begin(Sql sql, List<Interaction> begun) {
        if (begun.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.update(
                        BEGIN,
                        uuids(begun, Interaction::commandId),
                        uuids(begun, interaction -> interaction.userId().value()),
                        numbers(begun, Interaction::chatId),
                        texts(begun, interaction -> interaction.task().name()),
                        uuids(begun, interaction -> interaction.key().value()))
                .replaceWithVoid();
    }

    public static Uni<Map<UUID, Asked>> asked(Sql sql, Collection<UUID> commands) {
        if (commands.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return sql.query(ASKED, (Object) commands.toArray(UUID[]::new)).map(rows -> {
            var asked = new HashMap<UUID, Asked>();
            rows.forEach(row -> asked.put(row.uuid(0), asked(row)));
            return asked;
        });
    }

    private static Asked asked(SqlRow row) {
        return new Asked(new UserId(row.uuid(1)), Task.valueOf(row.text(2)), new KeyId(row.uuid(3)), row.flag(4));
    }

    /** @return those that were open until now */
    static Uni<List<Interaction>> close(Sql sql, Collection<Ending> endings) {
        return sql.query(
                        CLOSE,
                        uuids(endings, Ending::commandId),
                        texts(
                                endings,
                                ending -> ending.task() == null
                                        ? null
                                        : ending.task().name()))
                .map(rows -> rows.stream().map(Interaction::of).toList());
    }

    /** Those whose people have waited for 10 seconds, or for 2 minutes; each is taken once for each of the two. */
    static Uni<List<Interaction>> takeDue(Sql sql, int most) {
        return sql.query(TAKE_DUE, most)
                .map(rows -> rows.stream().map(Interaction::of).toList());
    }
}
