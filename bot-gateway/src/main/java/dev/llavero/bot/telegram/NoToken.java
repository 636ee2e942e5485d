package dev.llavero.bot.telegram;

/** Nobody has told us who we are at Telegram. */
public final class NoToken extends IllegalStateException {
    NoToken() {
        super("Neither TELEGRAM_BOT_TOKEN nor TELEGRAM_BOT_TOKEN_FILE is set: this role talks to Telegram");
    }
}
