package dev.llavero.bot.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutlineLinkTest {

    private static final String METHOD = "chacha20-ietf-poly1305";

    @Test
    void aLinkHoldsEverythingAClientNeeds() {
        assertEquals(
                "ss://Y2hhY2hhMjAtaWV0Zi1wb2x5MTMwNTpzM2NyM3Q@nl1.example.org:8388/?outline=1#Amsterdam",
                OutlineLink.render(METHOD, "s3cr3t", "nl1.example.org", 8388, "Amsterdam"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::7", "[2001:db8::7]"})
    void anIpv6HostStandsInBrackets(String host) {
        var link = OutlineLink.render(METHOD, "s3cr3t", host, 443, "home");

        assertTrue(link.contains("@[2001:db8::7]:443/"), link);
        assertEquals("[2001:db8::7]", URI.create(link).getHost());
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "pa", "pas", "??>>~~", "ключ", "a:b@c/d#e"})
    void everyPasswordComesBack(String password) {
        var user = URI.create(OutlineLink.render(METHOD, password, "h.example", 1, ""))
                .getRawUserInfo();

        assertTrue(user.matches("[A-Za-z0-9_-]+"), user);
        assertEquals(METHOD + ":" + password, new String(Base64.getUrlDecoder().decode(user), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "🇳🇱 Ámsterdam          | 🇳🇱 Ámsterdam",
                "👨‍👩‍👧                | 👨‍👩‍👧",
                "آمستردام می‌شود        | آمستردام می‌شود",
                "\"Ana's\" <b>phone</b> | Anas bphone/b",
                "100 % & more? #1 +*    | 100 % & more? #1 +*",
            })
    void theNameIsWhatThePersonTyped(String typed, String shown) {
        assertEquals(shown, tag(typed));
    }

    @Test
    void aNameCannotBreakTheLine() {
        assertEquals("a b c", tag("a\r\nb\u2028\u0000\u0085 c"));
        assertFalse(OutlineLink.render(METHOD, "p", "h.example", 1, "a\nb +*").matches(".*[\\s+*].*"));
    }

    @Test
    void aNameCannotTurnTheTextAroundIt() {
        assertEquals("abcd", tag("a\u202Eb\u2067c\u200Fd"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n", "\"\"", "\u202E"})
    void anEmptyNameIsLeftOut(String typed) {
        assertTrue(OutlineLink.render(METHOD, "p", "h.example", 1, typed).endsWith("/?outline=1"));
    }

    @Test
    void aLongNameIsCutBetweenCharacters() {
        assertEquals("🔑".repeat(60), tag("🔑".repeat(500)));
        assertEquals("xy", tag("x\uD800y"));
    }

    private static String tag(String name) {
        return URI.create(OutlineLink.render(METHOD, "p", "h.example", 1, name)).getFragment();
    }
}
