package dev.llavero.bot.telegram;

import dev.llavero.platform.vault.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The bot's token, from a variable or a file. It is read when it is first needed. */
final class BotToken {
    private static final Pattern ID = Pattern.compile("(\\d{1,18}):");

    private final Optional<String> token;
    private final Optional<Path> file;
    private volatile Secret read;

    BotToken(Optional<String> token, Optional<Path> file) {
        this.token = token;
        this.file = file;
    }

    /** @throws NoToken if neither is set */
    Secret required() {
        return known().orElseThrow(NoToken::new);
    }

    private Optional<Secret> known() {
        if (read == null) {
            read = file.map(BotToken::read)
                    .or(() -> token)
                    .map(String::strip)
                    .map(Secret::new)
                    .orElse(null);
        }
        return Optional.ofNullable(read);
    }

    /** The id with which tokens begin: a new token of the same bot has it too. 0 if this one does not, or if there is none. */
    long bot() {
        var id = ID.matcher(known().map(Secret::reveal).orElse(""));
        return id.lookingAt() ? Long.parseLong(id.group(1)) : 0;
    }

    /** HMAC-SHA256 under the token. */
    Secret derived(String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(required().reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var derived = mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
            return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(derived));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
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
