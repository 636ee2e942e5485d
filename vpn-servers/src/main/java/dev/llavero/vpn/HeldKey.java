package dev.llavero.vpn;

import dev.llavero.platform.vault.Secret;
import java.util.List;

/** A key as a server holds it. Foreign keys have any id. */
public sealed interface HeldKey {

    String id();

    /** @param name as a person typed it */
    record OutlineKey(String id, String name, Secret password, String method, int port) implements HeldKey {

        /** Whether it could be one that we made: with the method that we use. */
        public boolean isAsOurs() {
            return method.equals(OutlineServer.METHOD);
        }

        @Override
        public String toString() {
            return "OutlineKey[" + id + ", " + method + ", port " + port + "]";
        }
    }

    /** @param epoch of the placement that brought it there */
    record WireGuardPeer(String id, String publicKey, List<String> addresses, long epoch) implements HeldKey {}

    /** A peer that somebody put on the interface by hand: the agent knows its public key alone, which is its id here. */
    record ForeignPeer(String id) implements HeldKey {}
}
