package dev.llavero.testkit.wireguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.llavero.agent.peer.Address;
import dev.llavero.agent.peer.KeyId;
import dev.llavero.agent.peer.Peer;
import dev.llavero.agent.peer.PresharedKey;
import dev.llavero.agent.peer.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistantAgentTest {
    private static final String PRESHARED = key(2);

    @TempDir
    Path folder;

    @Test
    void itsPeersAreSeenThroughItsApi() throws IOException {
        try (var agent = AgentSimulator.start()) {
            agent.hold(new Peer(
                    new KeyId("a"),
                    new PublicKey(key(1)),
                    new PresharedKey(PRESHARED),
                    List.of(Address.of("10.64.0.2")),
                    1,
                    0));
            assertEquals(
                    List.of(new HeldPeer("a", key(1), Optional.empty(), List.of("10.64.0.2/32"))),
                    seen(agent.certSha256(), agent.apiUrl()).peers());
            assertEquals(Optional.of(PRESHARED), agent.peers().getFirst().presharedKey());
        }
    }

    @Test
    void whoeverShowsAnotherCertificateIsNotAskedAndItsAddressIsNotTold() throws IOException {
        try (var agent = AgentSimulator.start()) {
            var refused = assertThrows(IllegalStateException.class, () -> seen("0".repeat(64), agent.apiUrl())
                    .peers());
            assertFalse(refused.getMessage().contains("127.0.0.1"), refused.getMessage());
        }
    }

    @Test
    void whatARemovedPeerHadIsRemembered() throws IOException {
        try (var agent = AgentSimulator.start()) {
            var peer = new Peer(
                    new KeyId("a"),
                    new PublicKey(key(1)),
                    new PresharedKey(PRESHARED),
                    List.of(Address.of("10.64.0.2")),
                    1,
                    0);
            agent.hold(peer);
            agent.drop(peer);
            assertEquals(List.of(), agent.peers());
            assertEquals(Set.of(PRESHARED), agent.everPresharedKeys());
        }
    }

    private DistantAgent seen(String certSha256, String apiUrl) throws IOException {
        return DistantAgent.at(Files.writeString(
                folder.resolve("access.txt"), "certSha256:" + certSha256 + "\napiUrl:" + apiUrl + "\n"));
    }

    private static String key(int number) {
        var bytes = new byte[32];
        bytes[0] = (byte) number;
        return Base64.getEncoder().encodeToString(bytes);
    }
}
