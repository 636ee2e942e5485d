package dev.llavero.bot.telegram;

import dev.llavero.platform.vault.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The bot's token, from a variable or a file. It is read when it is first needed. */
@ApplicationScoped
class BotToken {
    @ConfigProperty(name = "llavero.telegram.bot-token")
    Optional<String> token;

    @ConfigProperty(name = "llavero.telegram.bot-token-file")
    Optional<Path> file;

    private volatile Secret read;

    /** @throws IllegalStateException if neither is set */
    Secret required() {
        if (read == null) {
            read = new Secret(
                    file.map(BotToken::read)
                            .or(() -> token)
                            .map(String::strip)
                            .orElseThrow(
                                    () -> new IllegalStateException(
                                            "Neither TELEGRAM_BOT_TOKEN nor TELEGRAM_BOT_TOKEN_FILE is set: this role talks to Telegram")));
        }
        return read;
    }

    String masked(String text) {
        return read == null ? text : text.replace(read.reveal(), "***");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("TELEGRAM_BOT_TOKEN_FILE cannot be read", unreadable);
        }
    }
}
