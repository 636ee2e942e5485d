package dev.llavero.testkit.wireguard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.testkit.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
                .sslContext(Trust.only(certSha256))
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
}
