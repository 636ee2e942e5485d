package dev.llavero.testkit.invariant;

import dev.llavero.agent.peer.Peer;
import dev.llavero.testkit.outline.AccessKey;
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

    static HeldKey of(String server, Peer peer) {
        var keys = Stream.of(
                new Trait("public key", peer.publicKey().base64(), false),
                new Trait("preshared key", peer.presharedKey().base64(), true));
        var addresses = peer.addresses().stream().map(address -> new Trait("address", address.cidr(), false));
        return new HeldKey(
                server, peer.key().value(), Stream.concat(keys, addresses).toList());
    }

    Stream<Trait> secrets() {
        return traits.stream().filter(Trait::secret);
    }
}
