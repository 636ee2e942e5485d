package dev.llavero.bot.send;

import static dev.llavero.platform.sql.SqlValues.numbers;

import dev.llavero.bot.person.Languages;
import dev.llavero.bot.person.Person;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.send.Send.Form;
import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/** The table {@code bot.send} as the sender works on it. */
final class SendRows {
    private static final Logger LOG = Logger.getLogger(SendRows.class);

    /** How long the view may take to follow an event, a restart of its reader included, before we show what there is. */
    private static final int PATIENCE_SECONDS = 60;

    private static final String DUE = """
            with clock as materialized (select platform.now() as now),
                 expired as (delete from bot.send using clock where expires_at <= now)
            select send.id, send.chat_id, send.user_id, send.form, send.screen::text, send.callback_id, send.message_id,
                   send.news::text, send.created_at > clock.now - $4 * interval '1 second',
                   person.telegram_id, person.language_code, person.language, person.blocked_at is not null,
                   chat.menu_message_id, chat.menu_message_id >= chat.last_message_id
              from clock
              join bot.send on send.due_at <= clock.now
               and (send.expires_at is null or send.expires_at > clock.now)
               and case send.form when 'CALLBACK_ANSWER' then send.id <> all ($2) else send.chat_id <> all ($1) end
              left join bot.person on person.user_id = send.user_id
              left join bot.chat on chat.chat_id = send.chat_id
             order by send.lane, send.id
             limit $3
            """;

    /**
     * Whoever was erased while a message was on its way stays forgotten. What we send comes after the menu that we sent before: a lower number
     * is one of another bot's, or of a Telegram that counts anew, and the numbers from before mean nothing any more.
     */
    private static final String SETTLE = """
            with done as (delete from bot.send where id = any ($1))
            insert into bot.chat as known (chat_id, telegram_id, menu_message_id, last_message_id)
            select chat_id, case when chat_id > 0 then chat_id end, menu, message
              from unnest($2::bigint[], $3::bigint[], $4::bigint[]) as sent(chat_id, menu, message)
             where chat_id < 0 or exists (select from bot.person where telegram_id = chat_id)
             order by chat_id
            on conflict (chat_id) do update
               set (menu_message_id, last_message_id) = (
                     select case when anew then excluded.menu_message_id
                                 else greatest(known.menu_message_id, excluded.menu_message_id) end,
                            case when anew then excluded.last_message_id
                                 else greatest(known.last_message_id, excluded.last_message_id) end
                       from (select coalesce(excluded.last_message_id < known.menu_message_id, false)) as counts(anew))
            """;

    private static final String BLOCKED = """
            with parked as (
              update bot.person set blocked_at = platform.now() where telegram_id = any ($1) and blocked_at is null
            )
            delete from bot.send where chat_id = any ($1)
            """;

    private final PlainTransactions transactions;
    private final String defaultLanguage;

    SendRows(PlainTransactions transactions, String defaultLanguage) {
        this.transactions = transactions;
        this.defaultLanguage = defaultLanguage;
    }

    /** A message that is now in a chat. @param menu its id again if it is the menu, else null */
    record NewMessage(long chatId, Long menu, long message) {}

    /** Due rows, most urgent first, but for those of these chats and these answers to callbacks. */
    Uni<List<WaitingSend>> due(Collection<Long> busyChats, Collection<Long> busyAnswers, int most) {
        return transactions
                .autocommit()
                .query(DUE, busyChats.toArray(Long[]::new), busyAnswers.toArray(Long[]::new), most, PATIENCE_SECONDS)
                .map(rows -> rows.stream().map(this::waiting).toList());
    }

    private WaitingSend waiting(SqlRow row) {
        var user = row.isNull(2) ? null : new UserId(row.uuid(2));
        var person = new Person(row.isNull(9) ? 0 : row.number(9), user, row.text(10), row.text(11));
        return new WaitingSend(
                row.number(0),
                row.number(1),
                user,
                Form.valueOf(row.text(3)),
                screen(row),
                row.text(5),
                row.isNull(6) ? null : row.number(6),
                news(row, row.flag(8)),
                row.flag(8),
                Languages.of(person, defaultLanguage),
                row.flag(12),
                row.isNull(13) ? null : row.number(13),
                !row.isNull(14) && row.flag(14));
    }

    private static Screen screen(SqlRow row) {
        try {
            return Sends.screen(row.text(4));
        } catch (IllegalStateException fromAnotherVersion) {
            LOG.errorf("Row %d of bot.send cannot be read", row.number(0));
            return Form.valueOf(row.text(3)) == Form.CALLBACK_ANSWER
                    ? new Screen.Nothing()
                    : new Screen.StaleButton(null);
        }
    }

    /** News that tell all there is to know need no view, so they never grow old. */
    private static Envelope<KeyEvent> news(SqlRow row, boolean fresh) {
        var event = news(row);
        return fresh || (event != null && event.message() instanceof KeyEvent.KeyCreated) ? event : null;
    }

    private static Envelope<KeyEvent> news(SqlRow row) {
        try {
            return News.event(row.text(7));
        } catch (IllegalStateException fromAnotherVersion) {
            LOG.errorf("The news of row %d of bot.send cannot be read", row.number(0));
            return null;
        }
    }

    /** Takes away what is done with, and remembers what is new in the chats. */
    Uni<Void> settle(Collection<Long> done, List<NewMessage> messages) {
        return transactions
                .autocommit()
                .update(
                        SETTLE,
                        done.toArray(Long[]::new),
                        numbers(messages, NewMessage::chatId),
                        numbers(messages, NewMessage::menu),
                        numbers(messages, NewMessage::message))
                .replaceWithVoid();
    }

    /** Parks those who blocked the bot: what waited for them is stale when they return. */
    Uni<Void> park(Collection<Long> chats) {
        return chats.isEmpty()
                ? Uni.createFrom().voidItem()
                : transactions
                        .autocommit()
                        .update(BLOCKED, (Object) chats.toArray(Long[]::new))
                        .replaceWithVoid();
    }
}
