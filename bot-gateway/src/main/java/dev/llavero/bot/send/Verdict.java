package dev.llavero.bot.send;

import dev.llavero.bot.telegram.NoToken;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.telegram.telegrambots.meta.api.objects.ResponseParameters;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiValidationException;

/** What a failed call to Telegram means. */
enum Verdict {
    /** It looks like that already. */
    NOT_MODIFIED,
    /** The message is gone, too old, or has no text. */
    CANNOT_EDIT,
    /** The message is too old for us. */
    CANNOT_DELETE,
    BLOCKED,
    TOO_FAST,
    /** Telegram does not take what we sent. */
    BAD_REQUEST,
    /** Anything else, a revoked or a missing token included: the row waits. */
    TROUBLE,
    /** Neither Telegram nor the way there: it would fail the same way each time. */
    OUR_BUG;

    private static final List<String> CANNOT_EDIT_SAYS = List.of(
            "message to edit not found",
            "message can't be edited",
            "message_id_invalid",
            "there is no text in the message to edit");

    private static final Duration RETRY_AFTER_UNSAID = Duration.ofSeconds(5);

    static Verdict of(Throwable failure) {
        return request(failure).map(Verdict::of).orElseGet(() -> isOurs(failure) ? OUR_BUG : TROUBLE);
    }

    private static boolean isOurs(Throwable failure) {
        return switch (failure) {
            case NoToken fromTheOperator -> false;
            case UncheckedIOException unreadable -> false;
            case RejectedExecutionException stopping -> false;
            case RuntimeException bug -> true;
            case TelegramApiValidationException bug -> true;
            default -> false;
        };
    }

    private static Verdict of(TelegramApiRequestException refused) {
        return switch (refused.getErrorCode()) {
            case null -> TROUBLE;
            case 400 -> badRequest(refused);
            case 403 -> BLOCKED;
            case 429 -> TOO_FAST;
            default -> TROUBLE;
        };
    }

    private static Verdict badRequest(TelegramApiRequestException refused) {
        var says = String.valueOf(refused.getApiResponse()).toLowerCase(Locale.ROOT);
        if (says.contains("message is not modified")) {
            return NOT_MODIFIED;
        }
        if (says.contains("message can't be deleted")) {
            return CANNOT_DELETE;
        }
        return CANNOT_EDIT_SAYS.stream().anyMatch(says::contains) ? CANNOT_EDIT : BAD_REQUEST;
    }

    static Duration retryAfter(Throwable failure) {
        return request(failure)
                .map(TelegramApiRequestException::getParameters)
                .map(ResponseParameters::getRetryAfter)
                .map(Duration::ofSeconds)
                .orElse(RETRY_AFTER_UNSAID);
    }

    /** Telegram's own words, or what kind of failure it is; never the failure's text, which can hold the token. */
    static String words(Throwable failure) {
        return request(failure)
                .filter(refused -> refused.getErrorCode() != null)
                .map(refused -> refused.getErrorCode() + " " + refused.getApiResponse())
                .orElseGet(() -> kinds(failure));
    }

    /** Where in the code, in place of what its text says. */
    static String place(Throwable bug) {
        return kinds(bug) + " at "
                + Arrays.stream(bug.getStackTrace())
                        .filter(call -> call.getClassName().startsWith("dev.llavero"))
                        .findFirst()
                        .map(StackTraceElement::toString)
                        .orElse("?");
    }

    private static String kinds(Throwable failure) {
        var kind = failure.getClass().getSimpleName();
        return failure.getCause() == null ? kind : kind + " < " + kinds(failure.getCause());
    }

    private static Optional<TelegramApiRequestException> request(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TelegramApiRequestException refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }
}
