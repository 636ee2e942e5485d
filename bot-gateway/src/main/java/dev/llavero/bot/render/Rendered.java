package dev.llavero.bot.render;

import dev.llavero.bot.text.Html;
import dev.llavero.platform.vault.Secret;

/**
 * What to send.
 *
 * @param text the message, or the words beside the picture or the file; plain text for a toast
 * @param picture a text to send as a QR picture; null for none
 * @param file to send; null for none
 */
public record Rendered(Html text, Keyboard keyboard, Secret picture, File file) {
    /** @param name with its ending */
    public record File(String name, Secret content) {}

    static Rendered of(Html text, Keyboard keyboard) {
        return new Rendered(text, keyboard, null, null);
    }

    static Rendered picture(Html text, Keyboard keyboard, Secret picture) {
        return new Rendered(text, keyboard, picture, null);
    }

    static Rendered file(Html text, Keyboard keyboard, File file) {
        return new Rendered(text, keyboard, null, file);
    }
}
