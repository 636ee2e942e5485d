package dev.llavero.bot.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.bot.telegram.NoToken;
import dev.llavero.bot.telegram.TelegramApi;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiValidationException;

class VerdictTest {
    static Stream<Throwable> passing() {
        return Stream.of(
                new IOException("reset"),
                new InterruptedIOException("timeout"),
                new TelegramApiRequestException("Unable to deserialize response", new IOException("<html>")),
                new TelegramApiException("An answer that is not Telegram's", new NullPointerException()),
                new RejectedExecutionException("stopping"),
                new OutOfMemoryError());
    }

    @ParameterizedTest
    @MethodSource
    void passing(Throwable failure) {
        assertEquals(Verdict.TROUBLE, Verdict.of(failure));
    }

    static Stream<Throwable> ofOurs() {
        return Stream.of(
                new ArithmeticException("integer overflow"),
                new NullPointerException(),
                new IllegalStateException(),
                new TelegramApiValidationException("Text can't be empty", new GetMe()));
    }

    @ParameterizedTest
    @MethodSource
    void ofOurs(Throwable failure) {
        assertEquals(Verdict.OUR_BUG, Verdict.of(failure));
    }

    @Test
    void withoutATokenEverythingWaits() {
        var telegram = new TelegramApi(URI.create("http://127.0.0.1:9"), Optional.empty(), Optional.empty());
        var failure = assertThrows(
                RuntimeException.class, () -> telegram.call(new GetMe()).await().indefinitely());
        assertInstanceOf(NoToken.class, failure);
        assertEquals(Verdict.TROUBLE, Verdict.of(failure));
    }

    @Test
    void aBugIsToldByItsPlaceAndNotByItsText() {
        var told = Verdict.place(new IllegalStateException("what somebody typed"));
        assertTrue(told.startsWith("IllegalStateException at dev.llavero.bot.send.VerdictTest"), told);
        assertFalse(told.contains("typed"));
    }
}
