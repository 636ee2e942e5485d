package dev.llavero.keys.server;

import java.util.regex.Pattern;

/** What may not stand in a text that others will see. */
final class Characters {
    /** Line breaks of every kind, control characters, and those that turn the direction of what follows. */
    private static final Pattern CONTROLS =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]");

    private static final Pattern MARKUP = Pattern.compile("[<>]");

    private Characters() {}

    static boolean areControls(String text) {
        return CONTROLS.matcher(text).find();
    }

    static boolean areMarkup(String text) {
        return MARKUP.matcher(text).find();
    }
}
