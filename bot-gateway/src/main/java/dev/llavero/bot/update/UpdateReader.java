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

/**
 * Reads an update's JSON, as little of it as we need, and never throws: one update that looks like nothing known must not
 * hold up the others.
 */
final class UpdateReader {
    private static final Pattern LANGUAGE_CODE = Pattern.compile("[A-Za-z0-9_-]{1,35}");

    private UpdateReader() {}

    /** The number by which Telegram confirms it; may restart lower, so it says nothing of what was handled. */
    static OptionalLong number(JsonNode update) {
        return number(update, "update_id");
    }

    /** @param today by the database's clock: tells apart updates that have nothing but their number */
    static Incoming read(JsonNode update, LocalDate today) {
        if (update.path("message").isObject()) {
            return message(update.path("message"), update, today);
        }
        if (update.path("edited_message").isObject()) {
            return message(update.path("edited_message"), update, today);
        }
        if (update.path("callback_query").isObject()) {
            return press(update.path("callback_query"), update, today);
        }
        if (update.path("my_chat_member").isObject()) {
            return membership(update.path("my_chat_member"), update, today);
        }
        return new Incoming.Ignored(numbered(update, today));
    }

    private static Incoming message(JsonNode message, JsonNode update, LocalDate today) {
        var chat = number(message.path("chat"), "id");
        var id = messageId(message);
        if (chat.isEmpty() || id.isEmpty()) {
            return new Incoming.Unreadable(numbered(update, today), "a message without chat or usable id");
        }
        var identity = Ids.from(
                "message",
                Long.toString(chat.getAsLong()),
                Long.toString(id.getAsLong()),
                Long.toString(number(message, "edit_date").orElse(0)));
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

    private static Incoming press(JsonNode press, JsonNode update, LocalDate today) {
        var callback = text(press, "id");
        var presser = number(press.path("from"), "id");
        if (callback.isEmpty() || presser.isEmpty()) {
            return new Incoming.Unreadable(numbered(update, today), "a button press without id or sender");
        }
        var identity = Ids.from("press", callback.get());
        var message = press.path("message");
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
                text(press, "data").orElse(null));
    }

    private static Incoming membership(JsonNode member, JsonNode update, LocalDate today) {
        var identity = numbered(update, today);
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

    private static UUID numbered(JsonNode update, LocalDate today) {
        return Ids.from("update", Long.toString(number(update).orElse(0)), today.toString());
    }

    /** Empty also for a number that Telegram's client cannot carry: of that message nothing could be edited, deleted or answered. */
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
