package dev.llavero.bot.talk;

import java.util.UUID;

/** What reached the bot: as little of it as we need. All of it is a stranger's input. */
public sealed interface Incoming {
    /** The same for every delivery of the same thing, whatever number Telegram gives it. */
    UUID identity();

    /** @param languageCode what Telegram says, may be null */
    record Sender(long telegramId, String languageCode) {}

    /**
     * A message in a private chat.
     *
     * @param text null when it is a photo, a sticker, a contact …
     */
    record Said(UUID identity, Sender from, long chatId, long messageId, String text) implements Incoming {
        @Override
        public String toString() {
            return "Said[" + identity + "]";
        }
    }

    /**
     * A button under one of our messages.
     *
     * @param messageId null when Telegram does not say
     * @param data null when there is none
     */
    record Pressed(UUID identity, Sender from, long chatId, Long messageId, String callbackId, String data)
            implements Incoming {}

    /** A message in a group. */
    record SaidInGroup(UUID identity, long chatId, String text) implements Incoming {
        @Override
        public String toString() {
            return "SaidInGroup[" + identity + "]";
        }
    }

    /** A button that somebody pressed in a group: nothing of ours can be there. */
    record PressedInGroup(UUID identity, long chatId, String callbackId) implements Incoming {}

    record BlockedTheBot(UUID identity, long telegramId) implements Incoming {}

    record CameBack(UUID identity, long telegramId) implements Incoming {}

    /** Nothing for us: a channel, a kind that we did not ask for. */
    record Ignored(UUID identity) implements Incoming {}

    /** Of a kind that we know, but without what makes it one. */
    record Unreadable(UUID identity, String reason) implements Incoming {}
}
