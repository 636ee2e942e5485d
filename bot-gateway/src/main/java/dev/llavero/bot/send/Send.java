package dev.llavero.bot.send;

import dev.llavero.bot.screen.Screen;
import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Envelope;
import java.time.Duration;
import java.util.UUID;

/**
 * One thing to send, before it is a row.
 *
 * @param userId whose language and keys it is about; null in groups
 * @param callbackId the button press that a {@link Form#CALLBACK_ANSWER} answers
 * @param messageId the message that the button was on, if any
 * @param commandId the interaction that this answers, if any
 * @param news the event that this screen is about, if it is about one: the view may not know of it yet
 * @param lifetime after which it is dropped unsent; null for never
 */
public record Send(
        long chatId,
        UserId userId,
        Lane lane,
        Form form,
        Screen screen,
        String callbackId,
        Long messageId,
        UUID commandId,
        Envelope<KeyEvent> news,
        Duration lifetime) {
    /** Which goes first. */
    public enum Lane {
        ANSWER,
        NOTICE,
        BROADCAST
    }

    /** How it appears in the chat. */
    public enum Form {
        /** The chat's one menu message: edited in place while it is the last message, else sent anew. */
        MENU,
        /** A message of its own. */
        MESSAGE,
        CALLBACK_ANSWER,
        /** Takes away a reply keyboard that an earlier bot left behind. */
        REMOVE_KEYBOARD,
        /** Takes away the message that the button was on. */
        DELETE
    }

    /** Telegram forgets a button press after 150 s; nobody looks at its spinner after 15. */
    private static final Duration CALLBACK_ANSWER = Duration.ofSeconds(15);

    public static Send menu(long chatId, UserId user, Screen screen) {
        return new Send(chatId, user, Lane.ANSWER, Form.MENU, screen, null, null, null, null, null);
    }

    /** The answer to an interaction. */
    public static Send answer(long chatId, UserId user, Screen screen, UUID commandId) {
        return new Send(chatId, user, Lane.ANSWER, Form.MENU, screen, null, null, commandId, null, null);
    }

    public static Send message(long chatId, UserId user, Screen screen) {
        return new Send(chatId, user, Lane.ANSWER, Form.MESSAGE, screen, null, null, null, null, null);
    }

    /** Something that nobody waits for. */
    public static Send notice(long chatId, UserId user, Screen screen) {
        return new Send(chatId, user, Lane.NOTICE, Form.MESSAGE, screen, null, null, null, null, null);
    }

    public static Send callbackAnswer(long chatId, UserId user, String callbackId, Screen screen) {
        return new Send(
                chatId, user, Lane.ANSWER, Form.CALLBACK_ANSWER, screen, callbackId, null, null, null, CALLBACK_ANSWER);
    }

    public static Send removeKeyboard(long chatId, UserId user) {
        return silent(chatId, user, Form.REMOVE_KEYBOARD);
    }

    public static Send delete(long chatId, UserId user, long message) {
        return silent(chatId, user, Form.DELETE).onMessage(message);
    }

    private static Send silent(long chatId, UserId user, Form form) {
        return new Send(chatId, user, Lane.ANSWER, form, new Screen.Nothing(), null, null, null, null, null);
    }

    public Send answering(UUID command) {
        return new Send(chatId, userId, lane, form, screen, callbackId, messageId, command, news, lifetime);
    }

    public Send onMessage(Long message) {
        return new Send(chatId, userId, lane, form, screen, callbackId, message, commandId, news, lifetime);
    }

    /** The screen will show its key as it is after this event, however far behind the view is. */
    public Send after(Envelope<KeyEvent> event) {
        return new Send(chatId, userId, lane, form, screen, callbackId, messageId, commandId, event, lifetime);
    }
}
