package dev.llavero.keys.key;

import dev.llavero.platform.vault.Secret;
import dev.llavero.platform.vault.WireGuardCredential;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.util.Base64;
import java.util.List;

/** Makes what {@code wg genkey}, {@code wg pubkey} and {@code wg genpsk} make. */
final class WireGuardKeys {
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private WireGuardKeys() {}

    /** @param addresses that no other key has */
    static WireGuardCredential make(List<String> addresses) {
        try {
            var pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            var scalar = ((XECPrivateKey) pair.getPrivate()).getScalar().orElseThrow();
            var publicKey = littleEndian(((XECPublicKey) pair.getPublic()).getU());
            var preshared = new byte[KEY_BYTES];
            RANDOM.nextBytes(preshared);
            return new WireGuardCredential(
                    new Secret(base64(scalar)), base64(publicKey), new Secret(base64(preshared)), addresses);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] littleEndian(BigInteger number) {
        var bytes = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            bytes[i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static String base64(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }
}
