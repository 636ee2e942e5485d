package dev.llavero.bot.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.telegram.org, https, api.telegram.org, 443",
        "https://api.telegram.org/, https, api.telegram.org, 443",
        "http://127.0.0.1:8081, http, 127.0.0.1, 8081",
        "HTTP://bot-api, http, bot-api, 80",
        "http://[::1]:8081, http, [::1], 8081"
    })
    void aSchemeAHostAndAPort(URI url, String scheme, String host, int port) {
        var address = ApiAddress.of(url);
        assertEquals(scheme, address.getSchema());
        assertEquals(host, address.getHost());
        assertEquals(port, address.getPort());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/s3cret",
                "https://example.org/bot/s3cret/",
                "https://ana:s3cret@example.org",
                "https://example.org?key=s3cret",
                "https://example.org#s3cret",
                "http://s3cret_host:8081",
                "http:s3cret",
                "http://s3cret:99999",
                "http://s3cret:0",
                "http:///s3cret",
                "s3cret.example.org",
                "ftp://s3cret.example.org",
                "/s3cret",
                ""
            })
    void anythingElseIsRefusedWithoutRepeatingIt(String url) {
        var address = URI.create(url);
        var refused = assertThrows(
                IllegalArgumentException.class, () -> new TelegramApi(address, Optional.empty(), Optional.empty()));
        assertTrue(refused.getMessage().startsWith("TELEGRAM_API_URL should be"));
        assertFalse(refused.getMessage().contains("s3cret"));
    }
}
