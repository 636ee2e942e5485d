package dev.llavero.agent.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that is given reaches a backend unless it is exactly of its form. */
class GivenTextTest {

    @ParameterizedTest
    @CsvSource({
        "10.64.0.2, 10.64.0.2/32",
        "10.64.0.2/32, 10.64.0.2/32",
        "fd00::2, fd00::2/128",
        "FD00:0:0:0:0:0:0:2/128, fd00::2/128",
        "fd00:0:0:1::1, fd00:0:0:1::1/128",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1/128",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1/128",
        "fd00::, fd00::/128",
    })
    void anAddressHasOneSpelling(String typed, String cidr) {
        assertEquals(cidr, Address.of(typed).cidr());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.64.0.2/24",
                "10.64.0.2/0",
                "10.64.0.2/32,0.0.0.0/0",
                "0.0.0.0/0",
                "10.64.0.2\n",
                "10.64.0.2\nPostUp=touch /tmp/x",
                "10.64.0",
                "010.64.0.2",
                "10.64.0.256",
                "1.2.3.4.5",
                "localhost",
                "example.org",
                "::/0",
                "fd00::2/64",
                "fd00::2%eth0",
                "::ffff:10.64.0.2",
                "::ffff:a40:2",
                "fd00::2::3",
                "-h",
                "fd00::2 ",
            })
    void whatIsNoSingleAddressIsRefused(String typed) {
        assertThrows(Invalid.class, () -> Address.of(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "../x", "a\nb", "ä", "$(id)", "a;b", "%2e"})
    void whatIsNoKeyIdIsRefused(String typed) {
        assertThrows(Invalid.class, () -> new KeyId(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dh=",
                "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=\n",
                "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=\nPostUp=x",
                "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg",
                "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8D_=",
            })
    void whatIsNoKeyIsRefusedAndNotRepeated(String typed) {
        var refused = assertThrows(Invalid.class, () -> new PresharedKey(typed));

        assertTrue(typed.isBlank() || !refused.getMessage().contains(typed.strip()));
        assertThrows(Invalid.class, () -> new PublicKey(typed));
    }

    @Test
    void ourPublicKeyIsWireGuardsPublicKey() {
        // Alice's pair of RFC 7748, 6.1
        var alice = new PrivateKey("dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=");

        assertEquals(
                "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=",
                alice.publicKey().base64());
        assertEquals(
                "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
                alice.publicKey().hex());
        assertEquals(alice.publicKey(), PublicKey.ofHex(alice.publicKey().hex()));
    }

    @Test
    void secretsDoNotPrint() {
        var key = PrivateKey.fresh();

        assertFalse(key.toString().contains(key.base64()));
        assertEquals("***", new PresharedKey(key.base64()).toString());
    }

    @Test
    void aNetworkGivesWhatIsInsideButNotItsServer() {
        var network = Network.of("10.64.0.1/10");

        assertTrue(network.gives(Address.of("10.127.255.255")));
        assertFalse(network.gives(Address.of("10.128.0.0")));
        assertFalse(network.gives(Address.of("10.64.0.1")));
        assertFalse(network.gives(Address.of("fd00::2")));
        assertTrue(Network.of("fd00::1/64").gives(Address.of("fd00::2")));
        assertFalse(Network.of("fd00::1/64").gives(Address.of("fd00:0:0:1::2")));
    }
}
