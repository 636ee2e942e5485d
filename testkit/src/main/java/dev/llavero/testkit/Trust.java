package dev.llavero.testkit;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS to servers of this machine, whose certificates nobody has signed and whose names nobody looks at. */
public final class Trust {
    private Trust() {}

    /** For those to whom it does not matter who it is. */
    public static SSLContext anybody() {
        return who(certificate -> {});
    }

    /** @param sha256 of the certificate, in hexadecimal digits, large or small */
    public static SSLContext only(String sha256) {
        return who(certificate -> {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            if (!HexFormat.of().formatHex(digest).equalsIgnoreCase(sha256)) {
                throw new CertificateException("not the certificate that was named");
            }
        });
    }

    private static SSLContext who(Check check) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Servers(check)}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @FunctionalInterface
    private interface Check {
        void on(X509Certificate certificate) throws GeneralSecurityException;
    }

    private static final class Servers extends X509ExtendedTrustManager {
        private final Check check;

        Servers(Check check) {
            this.check = check;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            try {
                check.on(chain[0]);
            } catch (CertificateException another) {
                throw another;
            } catch (GeneralSecurityException unreadable) {
                throw new CertificateException(unreadable);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("there are no clients here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
