package dev.llavero.bot.update;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llavero.bot.talk.Incoming;
import dev.llavero.bot.talk.Incoming.Sender;
import dev.llavero.platform.message.Ids;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads an update's JSON, as little of it as we need, and never throws: one update that looks like nothing known must not
 * hold up the others. Its identity is made of what stays the same when it is delivered again, and is another one when the same
 * numbers come from another bot, or from a Telegram that counts anew.
 *
 * @param bot whose updates they are: its id at Telegram
 * @param today by the database's clock: tells apart updates that have nothing but their number
 */
record UpdateReader(long bot, LocalDate today) {
    private static final Pattern LANGUAGE_CODE = Pattern.compile("[A-Za-z0-9_-]{1,35}");

    /** The number by which Telegram confirms it; may restart lower, so it says nothing of what was handled. */
    static OptionalLong number(JsonNode update) {
        return number(update, "update_id");
    }

    Incoming read(JsonNode update) {
        if (update.path("message").isObject()) {
            return message(update.path("message"), update);
        }
        if (update.path("edited_message").isObject()) {
            return message(update.path("edited_message"), update);
        }
        if (update.path("callback_query").isObject()) {
            return press(update.path("callback_query"), update);
        }
        if (update.path("my_chat_member").isObject()) {
            return membership(update.path("my_chat_member"), update);
        }
        return new Incoming.Ignored(numbered(update));
    }

    private Incoming message(JsonNode message, JsonNode update) {
        var chat = number(message.path("chat"), "id");
        var id = number(message, "message_id");
        if (chat.isEmpty() || id.isEmpty()) {
            return new Incoming.Unreadable(numbered(update), "a message without chat or id");
        }
        var identity = identity(
                "message",
                chat.getAsLong(),
                id.getAsLong(),
                number(message, "date").orElse(0),
                number(message, "edit_date").orElse(0));
        return switch (message.path("chat").path("type").asText()) {
            case "private" ->
                new Incoming.Said(
                        identity,
                        sender(message, chat.getAsLong()),
                        chat.getAsLong(),
                        id.getAsLong(),
                        text(message, "text").orElse(null));
            case "group", "supergroup" ->
                new Incoming.SaidInGroup(
                        identity,
                        chat.getAsLong(),
                        text(message, "text").or(() -> text(message, "caption")).orElse(null));
            default -> new Incoming.Ignored(identity);
        };
    }

    private Incoming press(JsonNode press, JsonNode update) {
        var callback = text(press, "id");
        var presser = number(press.path("from"), "id");
        if (callback.isEmpty() || presser.isEmpty()) {
            return new Incoming.Unreadable(numbered(update), "a button press without id or sender");
        }
        var message = press.path("message");
        var data = text(press, "data");
        var identity = identity(
                "press",
                callback.get(),
                number(message, "message_id").orElse(0),
                number(message, "date").orElse(0),
                data.orElse(""));
        var chat = number(message.path("chat"), "id").orElse(presser.getAsLong());
        if (chat != presser.getAsLong()) {
            return new Incoming.PressedInGroup(identity, chat, callback.get());
        }
        var messageId = messageId(message);
        return new Incoming.Pressed(
                identity,
                sender(press, chat),
                chat,
                messageId.isPresent() ? messageId.getAsLong() : null,
                callback.get(),
                data.orElse(null));
    }

    private Incoming membership(JsonNode member, JsonNode update) {
        var identity = numbered(update, number(member, "date").orElse(0));
        var chat = number(member.path("chat"), "id");
        if (chat.isEmpty() || !member.path("chat").path("type").asText().equals("private")) {
            return new Incoming.Ignored(identity);
        }
        return switch (member.path("new_chat_member").path("status").asText()) {
            case "kicked" -> new Incoming.BlockedTheBot(identity, chat.getAsLong());
            case "member" -> new Incoming.CameBack(identity, chat.getAsLong());
            default -> new Incoming.Ignored(identity);
        };
    }

    /** In a private chat the chat is the person. */
    private static Sender sender(JsonNode said, long chat) {
        return new Sender(
                chat,
                text(said.path("from"), "language_code")
                        .filter(code -> LANGUAGE_CODE.matcher(code).matches())
                        .orElse(null));
    }

    private UUID numbered(JsonNode update) {
        return numbered(update, 0);
    }

    private UUID numbered(JsonNode update, long date) {
        return identity("update", number(update).orElse(0), date, today);
    }

    private UUID identity(String kind, Object... parts) {
        return Ids.from(Stream.concat(Stream.of(kind, bot), Stream.of(parts))
                .map(Object::toString)
                .toArray(String[]::new));
    }

    /** Empty also for a number that Telegram's client cannot carry: that message could neither be edited nor deleted. */
    private static OptionalLong messageId(JsonNode message) {
        return message.path("message_id").canConvertToInt() ? number(message, "message_id") : OptionalLong.empty();
    }

    private static OptionalLong number(JsonNode parent, String field) {
        var number = parent.path(field);
        return number.isIntegralNumber() && number.canConvertToLong()
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }

    /** A text that Postgres can hold: without NUL, which no client of Telegram's can type. */
    private static Optional<String> text(JsonNode parent, String field) {
        var text = parent.path(field);
        return text.isTextual() && !text.textValue().isEmpty()
                ? Optional.of(text.textValue().replace("\0", ""))
                : Optional.empty();
    }
}
