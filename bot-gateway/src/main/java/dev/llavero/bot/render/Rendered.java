package dev.llavero.bot.render;

import dev.llavero.bot.text.Html;
import dev.llavero.platform.vault.Secret;

/**
 * What to send.
 *
 * @param text the message, or the words beside the picture; plain text for a toast
 * @param picture a link to send as a QR picture; null for none
 */
public record Rendered(Html text, Keyboard keyboard, Secret picture) {
    static Rendered of(Html text, Keyboard keyboard) {
        return new Rendered(text, keyboard, null);
    }
}
