package dev.llavero.vpn;

import dev.llavero.platform.vault.Secret;
import java.util.List;

/** What a server must know of a key to serve it. Made before any server is called, and the same on every server. */
public sealed interface ServerCredential {

    record OutlinePassword(Secret password) implements ServerCredential {}

    /**
     * The server's half of a WireGuard key; the private key never leaves the vault but for its user.
     *
     * @param publicKey 32 bytes in base64
     * @param presharedKey likewise
     * @param addresses one of IPv4 and one of IPv6, that no other key of the fleet has: {@code 10.64.0.2/32}
     */
    record WireGuardPeer(String publicKey, Secret presharedKey, List<String> addresses) implements ServerCredential {
        public WireGuardPeer {
            addresses = List.copyOf(addresses);
        }
    }
}
