package dev.llavero.agent.peer;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;

/** The server's own identity. Prints as {@code ***}. */
public record PrivateKey(String base64) {

    private static final BigInteger BASE_POINT = BigInteger.valueOf(9);

    /** @throws Invalid if it is not 32 bytes in base64; the value is not repeated */
    public PrivateKey {
        KeyText.checked("private key", base64);
    }

    public static PrivateKey fresh() {
        try {
            var pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            return new PrivateKey(KeyText.base64(
                    ((XECPrivateKey) pair.getPrivate()).getScalar().orElseThrow()));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    public static PrivateKey ofHex(String hex) {
        return new PrivateKey(KeyText.base64(HexFormat.of().parseHex(hex)));
    }

    /** As {@code wg pubkey}: the JDK has no name for it, but agreeing with the base point is the same sum. */
    public PublicKey publicKey() {
        try {
            var keys = KeyFactory.getInstance("X25519");
            var agreement = KeyAgreement.getInstance("X25519");
            agreement.init(
                    keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, KeyText.bytes(base64))));
            agreement.doPhase(
                    (XECPublicKey) keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BASE_POINT)),
                    true);
            return new PublicKey(KeyText.base64(agreement.generateSecret()));
        } catch (GeneralSecurityException notAKey) {
            throw new Invalid("private key", "an X25519 key");
        }
    }

    public String hex() {
        return KeyText.hex(base64);
    }

    @Override
    public String toString() {
        return "***";
    }
}
