package dev.llavero.bot.send;

import static dev.llavero.platform.sql.SqlValues.numbers;
import static dev.llavero.platform.sql.SqlValues.texts;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.bot.screen.AdminPage;
import dev.llavero.bot.screen.Screen;
import dev.llavero.contracts.Json;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The rows that wait to be sent. */
public final class Sends {
    /** The nudge that wakes the sender. */
    public static final String NUDGE = "bot.send";

    private static final ObjectMapper JSON = screens();

    /** A menu that still waits for its time will not be needed: a newer one has come. One that is being sent is due. */
    private static final String ADD = """
            with replaced as (
              delete from bot.send where id = any(array(
                select id from bot.send
                 where form = 'MENU' and due_at > platform.now()
                   and chat_id in (select chat_id from unnest($1::bigint[], $4::text[]) as added(chat_id, form)
                                    where form = 'MENU')
                 order by id for update skip locked))
            )
            insert into bot.send (chat_id, user_id, lane, form, screen, callback_id, message_id, command_id, news, due_at,
                                  expires_at)
            select chat_id, user_id, lane, form, screen::jsonb, callback_id, message_id, command_id, news::jsonb,
                   platform.now() + pause * interval '1 millisecond', platform.now() + lifetime * interval '1 second'
              from unnest($1::bigint[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::bigint[],
                          $8::uuid[], $9::text[], $10::bigint[], $11::bigint[])
                   with ordinality as added(chat_id, user_id, lane, form, screen, callback_id, message_id, command_id,
                                            news, lifetime, pause, position)
             order by position
            """;

    /** What is done within this time needs no word that it is being done: one message instead of two. */
    private static final Duration SOON = Duration.ofMillis(400);

    /** What was asked of a server goes twice through the broker before the list of servers shows it. */
    private static final Duration UNTIL_IT_SHOWS = Duration.ofSeconds(1);

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
                                        : send.lifetime().toSeconds()),
                        numbers(sends, send -> pause(send, sends).toMillis()))
                .replaceWithVoid();
    }

    /** A word with a newer menu behind it waits for nothing: it would come after that. */
    private static Duration pause(Send send, List<Send> sends) {
        return send == newestMenu(send.chatId(), sends) ? pause(send.screen()) : Duration.ZERO;
    }

    private static Duration pause(Screen screen) {
        if (screen instanceof Screen.Working) {
            return SOON;
        }
        return screen instanceof Screen.Admin(AdminPage.OneServer(var _, var asked, var _)) && asked != null
                ? UNTIL_IT_SHOWS
                : Duration.ZERO;
    }

    private static Send newestMenu(long chat, List<Send> sends) {
        return sends.reversed().stream()
                .filter(send -> send.form() == Send.Form.MENU && send.chatId() == chat)
                .findFirst()
                .orElse(null);
    }

    private static ObjectMapper screens() {
        var mapper = Json.mapper();
        mapper.registerSubtypes(Screen.class.getPermittedSubclasses());
        mapper.registerSubtypes(AdminPage.class.getPermittedSubclasses());
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
