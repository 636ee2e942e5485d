package dev.llavero.bot.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BotTokenTest {
    @ParameterizedTest
    @CsvSource({"100000001:AAEsecret, 100000001", "1:x, 1", "AAEsecret, 0", ":x, 0", "1234567890123456789012:x, 0"})
    void aTokenBeginsWithTheBotsId(String token, long bot) {
        assertEquals(bot, new BotToken(Optional.of(token), Optional.empty()).bot());
    }

    @Test
    void withoutATokenItIsNotKnown() {
        assertEquals(0, new BotToken(Optional.empty(), Optional.empty()).bot());
    }
}
