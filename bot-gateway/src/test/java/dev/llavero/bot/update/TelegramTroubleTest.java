package dev.llavero.bot.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

class TelegramTroubleTest {
    @ParameterizedTest
    @CsvSource({"401, REFUSED", "404, REFUSED", "409, CONFLICT", "429, BUSY", "400, DOWN", "500, DOWN", "502, DOWN"})
    void whatAnErrorMeans(int code, TelegramTrouble.Kind kind) {
        var answer = "{\"ok\":false,\"error_code\":%d,\"description\":\"no\"}".formatted(code);
        assertEquals(kind, trouble(answer).kind());
    }

    @Test
    void telegramSaysHowLongToWait() {
        var answer = "{\"ok\":false,\"error_code\":429,\"description\":\"wait\",\"parameters\":{\"retry_after\":35}}";
        assertEquals(Duration.ofSeconds(35), trouble(answer).retryAfter());
    }

    @Test
    void whatIsNoAnswerIsAnOutage() {
        assertEquals(
                TelegramTrouble.Kind.DOWN,
                TelegramTrouble.of(new IOException("reset"), "reset").kind());
        assertEquals(
                TelegramTrouble.Kind.DOWN,
                TelegramTrouble.of(new TelegramApiRequestException("no JSON"), "")
                        .kind());
    }

    private static TelegramTrouble trouble(String answer) {
        try {
            new PollUpdates(null).deserializeResponse(answer);
            throw new AssertionError("not refused");
        } catch (TelegramApiRequestException refused) {
            return TelegramTrouble.of(refused, "masked");
        }
    }
}
