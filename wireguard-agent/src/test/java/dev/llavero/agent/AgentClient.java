package dev.llavero.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.agent.peer.PrivateKey;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Speaks with an agent as Llavero does: it trusts the certificate's hash and nothing else. */
public final class AgentClient {

    public record Reply(int status, JsonNode body) {
        public String code() {
            return body.path("code").asText();
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String apiUrl;
    private final HttpClient http;

    public AgentClient(String apiUrl, String certSha256) throws GeneralSecurityException {
        this.apiUrl = apiUrl;
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Pinned(certSha256)}, null);
        http = HttpClient.newBuilder().sslContext(context).build();
    }

    static String wish(PrivateKey of, String presharedKey, long epoch, String... addresses) throws IOException {
        return JSON.writeValueAsString(Map.of(
                "publicKey",
                of.publicKey().base64(),
                "presharedKey",
                presharedKey,
                "addresses",
                List.of(addresses),
                "epoch",
                epoch));
    }

    Reply put(String key, String wish) throws IOException, InterruptedException {
        return call("PUT", "/peers/" + key, wish);
    }

    Reply delete(String key, long epoch) throws IOException, InterruptedException {
        return call("DELETE", "/peers/" + key + "?epoch=" + epoch, "");
    }

    public Reply get(String path) throws IOException, InterruptedException {
        return call("GET", path, "");
    }

    Reply call(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(apiUrl + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        var response = http.send(request, BodyHandlers.ofByteArray());
        return new Reply(response.statusCode(), JSON.readTree(response.body()));
    }

    private static final class Pinned extends X509ExtendedTrustManager {
        private final byte[] sha256;

        Pinned(String sha256) {
            this.sha256 = HexFormat.of().parseHex(sha256.toLowerCase());
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            try {
                chain[0].verify(chain[0].getPublicKey());
                if (!MessageDigest.isEqual(MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded()), sha256))
                    throw new CertificateException("another certificate");
            } catch (GeneralSecurityException wrong) {
                throw new CertificateException(wrong);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            check(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
