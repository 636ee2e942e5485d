package dev.llavero.testkit.wireguard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** An agent in a process of its own, seen through its API. */
public final class DistantAgent implements PeerHolder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String apiUrl;
    private final String certSha256;

    private DistantAgent(String apiUrl, String certSha256) {
        this.apiUrl = apiUrl;
        this.certSha256 = certSha256;
    }

    /** @param access the agent's {@code access.txt} */
    public static DistantAgent at(Path access) {
        try {
            var lines = Files.readAllLines(access).stream()
                    .filter(line -> line.indexOf(':') > 0)
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.indexOf(':')),
                            line -> line.substring(line.indexOf(':') + 1).strip()));
            return new DistantAgent(lines.get("apiUrl"), lines.get("certSha256"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String apiUrl() {
        return apiUrl;
    }

    @Override
    public List<HeldPeer> peers() {
        var peers = new ArrayList<HeldPeer>();
        ask("/peers")
                .path("peers")
                .forEach(peer -> peers.add(new HeldPeer(
                        peer.path("id").asText(),
                        peer.path("publicKey").asText(),
                        Optional.empty(),
                        JSON.convertValue(
                                peer.path("addresses"),
                                JSON.getTypeFactory().constructCollectionType(List.class, String.class)))));
        return peers;
    }

    @Override
    public Set<String> everPresharedKeys() {
        return Set.of();
    }

    private JsonNode ask(String path) {
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(pinned())
                .connectTimeout(PATIENCE)
                .build()) {
            var request = HttpRequest.newBuilder(URI.create(apiUrl + path))
                    .timeout(PATIENCE)
                    .build();
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the agent answers " + path + " with " + answer.statusCode());
            }
            return JSON.readTree(answer.body());
        } catch (IOException failure) {
            // Its own words may hold the address, and that is a secret.
            throw new IllegalStateException("the agent does not answer " + path + ": "
                    + failure.getClass().getSimpleName());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    private SSLContext pinned() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustsOne(certSha256)}, null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static final class TrustsOne extends X509ExtendedTrustManager {
        private final String certSha256;

        TrustsOne(String certSha256) {
            this.certSha256 = certSha256;
        }

        private void check(X509Certificate[] chain) throws CertificateException {
            try {
                var sha256 = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
                if (!HexFormat.of().formatHex(sha256).equalsIgnoreCase(certSha256)) {
                    throw new CertificateException("not the certificate that access.txt names");
                }
            } catch (GeneralSecurityException unreadable) {
                throw new CertificateException(unreadable);
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
            throw new CertificateException("there are no clients here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
