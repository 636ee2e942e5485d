package dev.llavero.bot.send;

import static dev.llavero.platform.sql.SqlValues.numbers;
import static dev.llavero.platform.sql.SqlValues.texts;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.bot.screen.Screen;
import dev.llavero.contracts.Json;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** The rows that wait to be sent. */
public final class Sends {
    /** The nudge that wakes the sender. */
    public static final String NUDGE = "bot.send";

    private static final ObjectMapper JSON = screens();

    private static final String ADD = """
            insert into bot.send (chat_id, user_id, lane, form, screen, callback_id, message_id, command_id, news, due_at,
                                  expires_at)
            select chat_id, user_id, lane, form, screen::jsonb, callback_id, message_id, command_id, news::jsonb,
                   platform.now(), platform.now() + lifetime * interval '1 second'
              from unnest($1::bigint[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::bigint[],
                          $8::uuid[], $9::text[], $10::bigint[])
                   with ordinality as added(chat_id, user_id, lane, form, screen, callback_id, message_id, command_id,
                                            news, lifetime, position)
             order by position
            """;

    private Sends() {}

    /** Adds them in this order. Nudge {@link #NUDGE} after the commit. */
    public static Uni<Void> add(Sql sql, List<Send> sends) {
        if (sends.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.update(
                        ADD,
                        numbers(sends, Send::chatId),
                        sends.stream()
                                .map(send -> send.userId() == null
                                        ? null
                                        : send.userId().value())
                                .toArray(UUID[]::new),
                        sends.stream().map(send -> send.lane().ordinal()).toArray(Integer[]::new),
                        texts(sends, send -> send.form().name()),
                        texts(sends, send -> json(send.screen())),
                        texts(sends, Send::callbackId),
                        numbers(sends, Send::messageId),
                        sends.stream().map(Send::commandId).toArray(UUID[]::new),
                        texts(sends, send -> News.json(send.news())),
                        numbers(
                                sends,
                                send -> send.lifetime() == null
                                        ? null
                                        : send.lifetime().toSeconds()))
                .replaceWithVoid();
    }

    private static ObjectMapper screens() {
        var mapper = Json.mapper();
        mapper.registerSubtypes(Screen.class.getPermittedSubclasses());
        return mapper;
    }

    static String json(Screen screen) {
        try {
            return JSON.writerFor(Screen.class).writeValueAsString(screen);
        } catch (JacksonException impossible) {
            throw new IllegalStateException(
                    "Cannot write a " + screen.getClass().getSimpleName(), impossible);
        }
    }

    static Screen screen(String json) {
        try {
            return JSON.readValue(json, Screen.class);
        } catch (JacksonException unreadable) {
            throw new IllegalStateException("A send row holds no screen", unreadable);
        }
    }
}
