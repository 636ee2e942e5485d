package dev.llavero.testkit.outline;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Shadowsocks' AEAD methods: keys from passwords, subkeys from salts, and the cipher. */
enum SsMethod {
    CHACHA20_IETF_POLY1305("chacha20-ietf-poly1305", "ChaCha20-Poly1305", "ChaCha20", 32),
    AES_256_GCM("aes-256-gcm", "AES/GCM/NoPadding", "AES", 32),
    AES_192_GCM("aes-192-gcm", "AES/GCM/NoPadding", "AES", 24),
    AES_128_GCM("aes-128-gcm", "AES/GCM/NoPadding", "AES", 16);

    static final int TAG_BYTES = 16;

    private static final byte[] INFO = "ss-subkey".getBytes(StandardCharsets.US_ASCII);

    final String wireName;
    /** Of the key and of the salt. */
    final int keyBytes;

    private final String transformation;
    private final String algorithm;

    SsMethod(String wireName, String transformation, String algorithm, int keyBytes) {
        this.wireName = wireName;
        this.transformation = transformation;
        this.algorithm = algorithm;
        this.keyBytes = keyBytes;
    }

    static Optional<SsMethod> named(String wireName) {
        return Arrays.stream(values())
                .filter(method -> method.wireName.equals(wireName))
                .findFirst();
    }

    /** OpenSSL's EVP_BytesToKey with MD5, one round, no salt. */
    byte[] masterKey(String password) throws GeneralSecurityException {
        var md5 = MessageDigest.getInstance("MD5");
        var secret = password.getBytes(StandardCharsets.UTF_8);
        var key = new byte[keyBytes];
        var block = new byte[0];
        for (int filled = 0; filled < keyBytes; filled += block.length) {
            md5.update(block);
            block = md5.digest(secret);
            System.arraycopy(block, 0, key, filled, Math.min(block.length, keyBytes - filled));
        }
        return key;
    }

    /** HKDF-SHA1 of the master key, for one direction of one connection. */
    SecretKeySpec subkey(byte[] masterKey, byte[] salt) throws GeneralSecurityException {
        var hmac = Mac.getInstance("HmacSHA1");
        hmac.init(new SecretKeySpec(salt, "HmacSHA1"));
        var pseudoRandomKey = hmac.doFinal(masterKey);
        hmac.init(new SecretKeySpec(pseudoRandomKey, "HmacSHA1"));
        var key = new byte[keyBytes];
        var block = new byte[0];
        for (int filled = 0, round = 1; filled < keyBytes; filled += block.length, round++) {
            hmac.update(block);
            hmac.update(INFO);
            block = hmac.doFinal(new byte[] {(byte) round});
            System.arraycopy(block, 0, key, filled, Math.min(block.length, keyBytes - filled));
        }
        return new SecretKeySpec(key, algorithm);
    }

    Cipher cipher() throws GeneralSecurityException {
        return Cipher.getInstance(transformation);
    }

    /** The nonce is a counter, little-endian; each call of the cipher uses one. */
    AlgorithmParameterSpec nonce(long count) {
        var nonce = new byte[12];
        for (int i = 0; i < 8; i++) nonce[i] = (byte) (count >>> 8 * i);
        return this == CHACHA20_IETF_POLY1305 ? new IvParameterSpec(nonce) : new GCMParameterSpec(TAG_BYTES * 8, nonce);
    }
}
