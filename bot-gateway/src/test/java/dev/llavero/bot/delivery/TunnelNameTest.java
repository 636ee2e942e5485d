package dev.llavero.bot.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelNameTest {
    private static final KeyId KEY = new KeyId(UUID.fromString("018f0000-0000-7000-8000-000000000abc"));

    private static String name(String typed) {
        return TunnelName.of(typed, new LocationCode("nl"), KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "Phone, Phone",
        "My old phone, My-old-phone",
        "Teléfono de mamá, Telefono-de-mam",
        "Телефон, Telefon",
        "Мой компьютер, Moi-kompyuter",
        "../../etc/passwd, etc-passwd",
        "a.conf, a-conf",
        "-rf, rf",
    })
    void itIsWhatTheKeyIsCalled(String typed, String name) {
        assertEquals(name, name(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "🔑", "手机", "...", "CON", "nul", "com1", "\n\u0000\u202e"})
    void whereNothingUsableIsTypedThePlaceStandsIn(String typed) {
        assertEquals("nl-abc", name(typed));
    }

    @Test
    void aLongPlaceLeavesRoomForTheKeysLetters() {
        assertEquals("us-east-coa-abc", TunnelName.of(null, new LocationCode("us-east-coas"), KEY));
    }

    @Test
    void noNameCanBeginALineOrLeaveTheAlphabetOfInterfaces() {
        assertEquals("x-PostUp-id", name("x\nPostUp=id"));
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            var typed = random.ints(random.nextInt(40), 0, 0x2FFF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertTrue(name(typed).matches("[A-Za-z0-9][A-Za-z0-9-]{0,14}"), name(typed));
        }
    }
}
