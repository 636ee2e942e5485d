package dev.llavero.testkit.wireguard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llavero.agent.peer.PrivateKey;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a user's app reads, made from nothing but the agent's answers and the key that the agent never sees. */
record ClientFile(PrivateKey privateKey, String presharedKey, List<String> addresses) {

    String text(JsonNode server) {
        return """
                [Interface]
                PrivateKey = %s
                Address = %s
                DNS = %s
                MTU = %d
                [Peer]
                PublicKey = %s
                PresharedKey = %s
                AllowedIPs = 0.0.0.0/0, ::/0
                Endpoint = %s
                PersistentKeepalive = 25
                """.formatted(
                        privateKey.base64(),
                        String.join(", ", addresses),
                        StreamSupport.stream(server.get("dns").spliterator(), false)
                                .map(JsonNode::asText)
                                .collect(Collectors.joining(", ")),
                        server.get("mtu").asInt(),
                        server.get("publicKey").asText(),
                        presharedKey,
                        server.get("endpoint").asText());
    }
}
