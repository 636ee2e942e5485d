package dev.llavero.vpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.vpn.InvalidAccess.Flaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutlineAccessTest {

    private static final String HASH = "0123456789abcdef".repeat(4);

    @Test
    void whatOutlinePrintsIsUnderstood() {
        var expected = OutlineAccess.of("https://nl1.example.org:4711/s3cr3t-Path", HASH, false);

        assertEquals(
                expected,
                OutlineAccess.parse(
                        "certSha256:" + HASH.toUpperCase() + "\napiUrl:https://nl1.example.org:4711/s3cr3t-Path\n",
                        false));
        assertEquals(
                expected,
                OutlineAccess.parse(
                        "{\"apiUrl\":\"https://nl1.example.org:4711/s3cr3t-Path\",\"certSha256\":\"" + HASH + "\"}",
                        false));
        assertEquals(expected, OutlineAccess.of(" https://nl1.example.org:4711/s3cr3t-Path/ ", HASH, false));
    }

    @ParameterizedTest
    @CsvSource({
        "http://nl1.example.org/secret, NOT_HTTPS",
        "ftp://nl1.example.org/secret, NOT_HTTPS",
        "nl1.example.org/secret, NOT_HTTPS",
        "https://nl1.example.org, NO_SECRET_PATH",
        "https://nl1.example.org/, NO_SECRET_PATH",
        "https://nl1.example.org//, NO_SECRET_PATH",
        "https://nl1.example.org/a%2Fb, NO_SECRET_PATH",
        "https://nl1.example.org/secret?x=1, NOT_A_SERVER_ADDRESS",
        "https://nl1.example.org/secret#x, NOT_A_SERVER_ADDRESS",
        "https://user@nl1.example.org/secret, NOT_A_SERVER_ADDRESS",
        "https://nl1.example.org:0/secret, NOT_A_SERVER_ADDRESS",
        "https://nl1.example.org:65536/secret, NOT_A_SERVER_ADDRESS",
        "https:///secret, NOT_A_SERVER_ADDRESS",
        "https:secret, NOT_A_SERVER_ADDRESS",
        "https://a b/secret, NOT_A_SERVER_ADDRESS",
        "'', NOT_HTTPS",
    })
    void anUnusableAddressIsRefused(String apiUrl, Flaw flaw) {
        assertEquals(flaw, flaw(apiUrl, HASH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "0123456789abcdef0123456789abcdef", "zz"})
    void aHashOfTheWrongLengthIsRefused(String hash) {
        assertEquals(Flaw.NOT_A_SHA256, flaw("https://nl1.example.org/secret", hash));
        assertEquals(Flaw.NOT_A_SHA256, flaw("https://nl1.example.org/secret", HASH + "00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "224.0.0.1",
                "255.255.255.255",
                "0177.0.0.1",
                "127.0.0.01",
                "localhost",
                "LOCALHOST",
                "db.localhost",
                "localhost.",
                "[::1]",
                "[::]",
                "[fc00::1]",
                "[fd12:3456::1]",
                "[fe80::1]",
                "[fec0::1]",
                "[ff02::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:a00:1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
            })
    void aHostInsideIsRefusedUnlessAllowed(String host) {
        assertEquals(Flaw.PRIVATE_HOST, flaw("https://" + host + ":4711/secret", HASH));
        assertEquals(
                HASH,
                OutlineAccess.of("https://" + host + ":4711/secret", HASH, true).certSha256());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "017700000001",
                "0x7f000001",
                "127.1",
                "127.0.0.1.",
                "0x7f.0.0.1",
                "[fe80::1%25eth0]"
            })
    void aDisguisedAddressIsRefused(String host) {
        var flaw = flaw("https://" + host + "/secret", HASH);

        assertTrue(flaw == Flaw.PRIVATE_HOST || flaw == Flaw.NOT_A_SERVER_ADDRESS, flaw.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nl1.example.org",
                "203.0.113.7",
                "100.63.0.1",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "9.9.9.9",
                "[2001:db8::7]",
                "[2002:cb00:7107::]",
                "[::ffff:203.0.113.7]",
                "7.example.org",
            })
    void aHostOfTheOpenInternetIsTaken(String host) {
        assertEquals(
                HASH,
                OutlineAccess.of("https://" + host + "/secret", HASH, false).certSha256());
    }

    @Test
    void theAddressIsNeverPrinted() {
        var access = OutlineAccess.of("https://nl1.example.org/s3cr3t", HASH, false);
        assertFalse(access.toString().contains("s3cr3t"));

        for (var typed : new String[] {"https://h/s3cr3t path", "http://h/s3cr3t", "https://127.0.0.1/s3cr3t"}) {
            var refused = assertThrows(InvalidAccess.class, () -> OutlineAccess.of(typed, HASH, false));
            assertFalse((refused + " " + refused.getCause()).contains("s3cr3t"));
        }
    }

    private static Flaw flaw(String apiUrl, String hash) {
        return assertThrows(InvalidAccess.class, () -> OutlineAccess.of(apiUrl, hash, false))
                .flaw();
    }
}
