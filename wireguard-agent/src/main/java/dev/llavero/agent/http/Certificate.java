package dev.llavero.agent.http;

import dev.llavero.agent.PrivateFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Signed by itself and known by its hash alone, as Outline's installer makes it: a common name, no subject alternative name. The
 * password of the file is no secret; its permissions protect it.
 */
public final class Certificate {

    private static final char[] STORE_PASSWORD = "llavero".toCharArray();
    private static final String ALIAS = "agent";
    private static final Duration VALID = Duration.ofDays(36_500);
    private static final int LONGEST_NAME = 64;

    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] VERSION_3 = Der.explicit(Der.integer(BigInteger.TWO));

    private final KeyStore store;

    private Certificate(KeyStore store) {
        this.store = store;
    }

    /** The certificate kept in this file; made there the first time. */
    public static Certificate keptIn(Path file, String commonName) throws IOException {
        try {
            if (!Files.exists(file)) PrivateFile.write(file, fresh(commonName));
            return new Certificate(KeyStore.getInstance(file.toFile(), STORE_PASSWORD));
        } catch (GeneralSecurityException broken) {
            throw new IOException("the certificate in " + file + " cannot be used", broken);
        }
    }

    private static byte[] fresh(String commonName) throws GeneralSecurityException, IOException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                ALIAS, pair.getPrivate(), STORE_PASSWORD, new java.security.cert.Certificate[] {signed(pair, commonName)
                });
        var bytes = new ByteArrayOutputStream();
        store.store(bytes, STORE_PASSWORD);
        return bytes.toByteArray();
    }

    private static X509Certificate signed(KeyPair pair, String commonName) throws GeneralSecurityException {
        var statement = statement(pair, commonName);
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(statement);
        var whole = Der.sequence(statement, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] statement(KeyPair pair, String commonName) {
        var shortName = commonName.substring(0, Math.min(commonName.length(), LONGEST_NAME));
        var name = Der.sequence(Der.set(Der.sequence(Der.oid(2, 5, 4, 3), Der.utf8(shortName))));
        var now = Instant.now();
        return Der.sequence(
                VERSION_3,
                Der.integer(new BigInteger(63, new SecureRandom()).add(BigInteger.ONE)),
                ECDSA_WITH_SHA256,
                name,
                Der.sequence(Der.time(now.minus(Duration.ofDays(1))), Der.time(now.plus(VALID))),
                name,
                pair.getPublic().getEncoded());
    }

    SSLContext sslContext() {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, STORE_PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the certificate cannot be served", broken);
        }
    }

    /** Upper case, as in {@code access.txt}. */
    public String sha256() {
        try {
            var der = store.getCertificate(ALIAS).getEncoded();
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the certificate cannot be read", broken);
        }
    }
}
