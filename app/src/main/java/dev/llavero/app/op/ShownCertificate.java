package dev.llavero.app.op;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whatever certificate is shown somewhere, to look at it: nothing is believed, and nothing is sent after the greeting. */
final class ShownCertificate {
    private ShownCertificate() {}

    static X509Certificate at(String host, int port) throws IOException, GeneralSecurityException {
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new Onlooker()}, null);
        try (var socket = (SSLSocket) tls.getSocketFactory().createSocket()) {
            socket.setSoTimeout(BrokerCalls.PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(host, port), BrokerCalls.PATIENCE_MILLIS);
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private static final class Onlooker extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
