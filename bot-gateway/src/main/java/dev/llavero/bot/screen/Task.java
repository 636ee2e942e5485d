package dev.llavero.bot.screen;

/** What a person waits for. */
public enum Task {
    CREATING,
    REMOVING,
    PAUSING,
    RESUMING,
    RENAMING
}
