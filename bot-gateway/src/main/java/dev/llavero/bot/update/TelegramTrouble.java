package dev.llavero.bot.update;

import java.time.Duration;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/** Telegram did not give us updates. Says why without the token; keeps no cause, for a cause can name the URL. */
final class TelegramTrouble extends RuntimeException {
    enum Kind {
        /** It does not know our token. */
        REFUSED,
        /** Somebody else polls with our token, or a webhook is set. */
        CONFLICT,
        /** It asks us to wait. */
        BUSY,
        /** It cannot be reached or answers nonsense. */
        DOWN
    }

    private final Kind kind;
    private final Duration retryAfter;

    private TelegramTrouble(Kind kind, String masked, Duration retryAfter) {
        super(masked, null, false, false);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    static TelegramTrouble down(String masked) {
        return new TelegramTrouble(Kind.DOWN, masked, Duration.ZERO);
    }

    static TelegramTrouble of(Throwable failure, String masked) {
        return switch (failure) {
            case TelegramApiRequestException answer
            when answer.getErrorCode() != null ->
                switch (answer.getErrorCode()) {
                    case 401, 404 -> new TelegramTrouble(Kind.REFUSED, masked, Duration.ZERO);
                    case 409 -> new TelegramTrouble(Kind.CONFLICT, masked, Duration.ZERO);
                    case 429 -> new TelegramTrouble(Kind.BUSY, masked, retryAfter(answer));
                    default -> down(masked);
                };
            case IllegalStateException noToken -> new TelegramTrouble(Kind.REFUSED, masked, Duration.ZERO);
            default -> down(masked);
        };
    }

    static boolean isUnknownMethod(Throwable failure) {
        return failure instanceof TelegramApiRequestException answer
                && Integer.valueOf(404).equals(answer.getErrorCode());
    }

    private static Duration retryAfter(TelegramApiRequestException answer) {
        var parameters = answer.getParameters();
        return parameters == null || parameters.getRetryAfter() == null
                ? Duration.ofSeconds(1)
                : Duration.ofSeconds(parameters.getRetryAfter());
    }

    Kind kind() {
        return kind;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
