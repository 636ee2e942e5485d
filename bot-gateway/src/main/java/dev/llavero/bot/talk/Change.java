package dev.llavero.bot.talk;

/** What is to be remembered of a person or a chat. */
public sealed interface Change {
    record BeganDialog(Dialog dialog) implements Change {}

    record EndedDialog() implements Change {}

    record ChoseLanguage(String language) implements Change {}

    /** By a link {@code t.me/<bot>?start=<payload>}. */
    record CameWith(String payload) implements Change {}

    record Greeted() implements Change {}

    record PointedToPrivateChat() implements Change {}

    record Blocked(long telegramId) implements Change {}

    record Unblocked(long telegramId) implements Change {}
}
