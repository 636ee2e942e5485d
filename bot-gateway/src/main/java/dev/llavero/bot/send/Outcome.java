package dev.llavero.bot.send;

import java.time.Duration;

/** What became of a row. */
sealed interface Outcome {
    /** There is nothing more to do for it. */
    record Done() implements Outcome {}

    /** A new message is in the chat. */
    record Sent(long messageId, boolean menu) implements Outcome {}

    /** Telegram takes it in no form, or it does not even get there: our bug. */
    record Refused(String why) implements Outcome {}

    /** The person has blocked the bot, or is gone. */
    record Blocked() implements Outcome {}

    /** Telegram, or the way there, is in trouble: once more later. */
    record Trouble(String why) implements Outcome {}

    /** We are too fast: nothing at all for so long. */
    record TooFast(Duration pause) implements Outcome {}

    /** The view does not know yet what is to be shown. */
    record TooEarly() implements Outcome {}
}
