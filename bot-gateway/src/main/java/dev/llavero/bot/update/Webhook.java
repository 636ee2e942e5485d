package dev.llavero.bot.update;

import dev.llavero.platform.vault.Secret;
import java.net.URI;

/**
 * Where Telegram is to post updates to, instead of being asked for them.
 *
 * @param url as the world sees it; its path is the one that we listen on
 * @param secret comes back with every update: who does not know it is not Telegram
 */
record Webhook(URI url, Secret secret, int connections) {
    static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";

    /** Compared in a time that tells nothing. @param given null if there was none */
    boolean isFromTelegram(String given) {
        return given != null && new Secret(given).equals(secret);
    }

    String path() {
        return url.getPath().isEmpty() ? "/" : url.getPath();
    }
}
