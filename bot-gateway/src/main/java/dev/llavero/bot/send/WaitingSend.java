package dev.llavero.bot.send;

import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.send.Send.Form;
import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Envelope;

/**
 * A row that is due.
 *
 * @param messageId the message that a button was on, if any
 * @param news the event that the screen is about; null if none, or if the view has had its time to follow
 * @param fresh whether views may still be on their way to what it shows
 * @param language in which to say it
 * @param blocked whether the person has blocked the bot
 * @param menu the chat's menu message; null for none
 * @param menuIsLast whether nothing came after the menu
 */
record WaitingSend(
        long id,
        long chatId,
        UserId userId,
        Form form,
        Screen screen,
        String callbackId,
        Long messageId,
        Envelope<KeyEvent> news,
        boolean fresh,
        String language,
        boolean blocked,
        Long menu,
        boolean menuIsLast) {
    /** What may be under way only once: a chat, in which things appear in order; a callback's answer has no place there. */
    record Slot(boolean chat, long id) {}

    /** For logs. */
    String title() {
        return screen.getClass().getSimpleName();
    }

    Slot slot() {
        return form == Form.CALLBACK_ANSWER ? new Slot(false, id) : new Slot(true, chatId);
    }
}
