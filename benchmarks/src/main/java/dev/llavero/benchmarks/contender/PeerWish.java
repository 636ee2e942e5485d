package dev.llavero.benchmarks.contender;

import dev.llavero.agent.peer.Address;
import dev.llavero.agent.peer.KeyId;
import dev.llavero.agent.peer.Peer;
import dev.llavero.agent.peer.PresharedKey;
import dev.llavero.agent.peer.PublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** A peer that somebody wants to have. Any 32 bytes are a public key to WireGuard; making a real one takes longer than adding it. */
public record PeerWish(int number) {
    /** The first two addresses of the range are nobody's. */
    private static final int FIRST = 2;

    String publicKey() {
        return bytes(1);
    }

    String presharedKey() {
        return bytes(2);
    }

    String address() {
        var slot = number + FIRST;
        return "10.%d.%d.%d/32".formatted(64 + slot / 65_536, slot / 256 % 256, slot % 256);
    }

    String json() {
        return """
                {"publicKey":"%s","presharedKey":"%s","addresses":["%s"],"epoch":1}""".formatted(publicKey(), presharedKey(), address());
    }

    String section() {
        return "[Peer]\nPublicKey = %s\nPresharedKey = %s\nAllowedIPs = %s\n"
                .formatted(publicKey(), presharedKey(), address());
    }

    Peer peer() {
        return new Peer(
                new KeyId("key-" + number),
                new PublicKey(publicKey()),
                new PresharedKey(presharedKey()),
                List.of(Address.of(address())),
                1,
                1);
    }

    private String bytes(int kind) {
        var bytes = new byte[32];
        new Random(number * 4L + kind).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
