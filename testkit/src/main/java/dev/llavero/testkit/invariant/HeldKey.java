package dev.llavero.testkit.invariant;

import dev.llavero.testkit.outline.AccessKey;
import dev.llavero.testkit.wireguard.HeldPeer;
import java.util.List;
import java.util.stream.Stream;

/**
 * A key as a server holds it, whatever kind of server that is.
 *
 * @param traits what no other key in the fleet may have
 */
record HeldKey(String server, String id, List<Trait> traits) {
    /** Prints without its value. */
    record Trait(String name, String value, boolean secret) {
        @Override
        public String toString() {
            return name;
        }
    }

    static HeldKey of(String server, AccessKey key) {
        return new HeldKey(server, key.id(), List.of(new Trait("password", key.password(), true)));
    }

    static HeldKey of(String server, HeldPeer peer) {
        var publicKey = Stream.of(new Trait("public key", peer.publicKey(), false));
        var preshared = peer.presharedKey().stream().map(key -> new Trait("preshared key", key, true));
        var addresses = peer.addresses().stream().map(address -> new Trait("address", address, false));
        return new HeldKey(
                server,
                peer.key(),
                Stream.of(publicKey, preshared, addresses).flatMap(all -> all).toList());
    }

    Stream<Trait> secrets() {
        return traits.stream().filter(Trait::secret);
    }
}
