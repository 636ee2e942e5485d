package dev.llavero.vpn;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one certificate by its SHA-256 and looks at nothing else: Outline's are self-signed, without a SAN, and never
 * renewed. "Extended", because the JDK adds host name checks of its own to a plain trust manager.
 */
final class PinnedCertificate extends X509ExtendedTrustManager {

    /** The server shows another certificate. Named, to be told from other handshake failures. */
    static final class Mismatch extends CertificateException {
        Mismatch() {
            super("the certificate is not the pinned one");
        }
    }

    private final byte[] sha256;

    PinnedCertificate(String sha256) {
        this.sha256 = HexFormat.of().parseHex(sha256);
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        try {
            var shown = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
            if (!MessageDigest.isEqual(shown, sha256)) throw new Mismatch();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this side is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("this side is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this side is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
