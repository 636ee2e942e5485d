package dev.llavero.bot.interaction;

import dev.llavero.bot.screen.Task;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.sql.SqlRow;
import java.util.UUID;

/**
 * A command and the person who waits for it.
 *
 * @param stage how often they were told that it takes longer
 */
public record Interaction(UUID commandId, UserId userId, long chatId, Task task, KeyId key, int stage) {
    public static Interaction begin(UUID commandId, UserId user, long chat, Task task, KeyId key) {
        return new Interaction(commandId, user, chat, task, key, 0);
    }

    /** @param row command_id, user_id, chat_id, task, key_id, stage */
    static Interaction of(SqlRow row) {
        return new Interaction(
                row.uuid(0),
                new UserId(row.uuid(1)),
                row.number(2),
                Task.valueOf(row.text(3)),
                row.isNull(4) ? null : new KeyId(row.uuid(4)),
                row.integer(5));
    }
}
