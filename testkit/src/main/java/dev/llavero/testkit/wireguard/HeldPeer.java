package dev.llavero.testkit.wireguard;

import dev.llavero.agent.peer.Address;
import dev.llavero.agent.peer.Peer;
import java.util.List;
import java.util.Optional;

/**
 * A peer as a server holds it.
 *
 * @param presharedKey empty from outside: a server never tells it
 */
public record HeldPeer(String key, String publicKey, Optional<String> presharedKey, List<String> addresses) {
    static HeldPeer of(Peer peer) {
        return new HeldPeer(
                peer.key().value(),
                peer.publicKey().base64(),
                Optional.of(peer.presharedKey().base64()),
                peer.addresses().stream().map(Address::cidr).toList());
    }

    @Override
    public String toString() {
        return key;
    }
}
