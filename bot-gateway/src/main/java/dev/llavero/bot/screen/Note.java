package dev.llavero.bot.screen;

/** Short texts on top of the chat. */
public enum Note {
    STALE_BUTTON,
    HIDDEN,
    ALREADY_WORKING_ON_IT,
    INVITED_ONLY
}
