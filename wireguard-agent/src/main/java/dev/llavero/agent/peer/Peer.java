package dev.llavero.agent.peer;

import java.util.List;

/**
 * A peer as the server should hold it.
 *
 * @param epoch of the placement that wants it here; a lower one comes from the past
 * @param counterEpoch of its counters, which begin at 0 whenever it is added to an interface
 */
public record Peer(
        KeyId key,
        PublicKey publicKey,
        PresharedKey presharedKey,
        List<Address> addresses,
        long epoch,
        long counterEpoch) {

    public Peer countedFrom(long newCounterEpoch) {
        return new Peer(key, publicKey, presharedKey, addresses, epoch, newCounterEpoch);
    }
}
