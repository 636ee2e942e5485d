package dev.llavero.keys.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Base64;
import java.util.List;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.Test;

class WireGuardKeysTest {
    private static final List<String> ADDRESSES = List.of("10.64.0.2/32", "fd6c:6c61:7665::2/128");

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    /** As {@code wg pubkey} does it: the private key times the base point. */
    @Test
    void thePublicKeyBelongsToThePrivateKey() throws Exception {
        for (int i = 0; i < 50; i++) {
            var made = WireGuardKeys.make(ADDRESSES);
            var keys = KeyFactory.getInstance("X25519");
            var agreement = KeyAgreement.getInstance("X25519");
            agreement.init(keys.generatePrivate(new XECPrivateKeySpec(
                    NamedParameterSpec.X25519, bytes(made.privateKey().reveal()))));
            agreement.doPhase(
                    keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BigInteger.valueOf(9))), true);
            assertArrayEquals(agreement.generateSecret(), bytes(made.publicKey()));
        }
    }

    @Test
    void everyKeyIsAnother() {
        var one = WireGuardKeys.make(ADDRESSES);
        var two = WireGuardKeys.make(ADDRESSES);
        assertNotEquals(one.privateKey(), two.privateKey());
        assertNotEquals(one.presharedKey(), two.presharedKey());
        assertEquals(32, bytes(one.presharedKey().reveal()).length);
        assertEquals(ADDRESSES, one.addresses());
    }
}
