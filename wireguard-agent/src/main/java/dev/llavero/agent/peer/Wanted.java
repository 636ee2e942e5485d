package dev.llavero.agent.peer;

import java.util.HashSet;
import java.util.List;

/** A peer as somebody asks for it. */
public record Wanted(KeyId key, PublicKey publicKey, PresharedKey presharedKey, List<Address> addresses, long epoch) {

    private static final int MOST_ADDRESSES = 4;

    /** @throws Invalid if there is no address, the same one twice, or more than a few, or the epoch is negative */
    public Wanted {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()
                || addresses.size() > MOST_ADDRESSES
                || new HashSet<>(addresses).size() != addresses.size())
            throw new Invalid("addresses", "1 to " + MOST_ADDRESSES + " different addresses");
        if (epoch < 0) throw new Invalid("epoch", "0 or more");
    }

    public Peer countedFrom(long counterEpoch) {
        return new Peer(key, publicKey, presharedKey, addresses, epoch, counterEpoch);
    }
}
