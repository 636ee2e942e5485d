package dev.llavero.testkit.wireguard;

import java.util.List;
import java.util.Set;

/** A WireGuard server that can be looked into. */
public interface PeerHolder {
    List<HeldPeer> peers();

    /** A secret: ends in the secret path. */
    String apiUrl();

    /** Every preshared key that it was ever asked to hold, as far as that can be known. */
    Set<String> everPresharedKeys();
}
