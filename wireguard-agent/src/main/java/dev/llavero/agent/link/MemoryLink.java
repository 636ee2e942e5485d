package dev.llavero.agent.link;

import dev.llavero.agent.peer.Counters;
import dev.llavero.agent.peer.Peer;
import dev.llavero.agent.peer.PrivateKey;
import dev.llavero.agent.peer.PublicKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An interface that exists in memory alone: for machines without WireGuard, and for tests. It carries no traffic. */
public final class MemoryLink implements Link {

    private final Map<PublicKey, Counters> peers = new HashMap<>();
    private int incarnation = 1;
    private boolean there = true;
    private Optional<PublicKey> identity = Optional.empty();

    /** As when the machine or its daemon restarts: another interface, without any peer. */
    public synchronized void recreate() {
        peers.clear();
        identity = Optional.empty();
        incarnation++;
        there = true;
    }

    /** Takes the interface away until it is made again. */
    public synchronized void lose() {
        peers.clear();
        there = false;
    }

    /** Counts traffic of a peer, and a handshake with it. */
    public synchronized void count(PublicKey peer, long receivedBytes, long sentBytes, Instant handshake) {
        peers.computeIfPresent(
                peer,
                (_, before) -> new Counters(
                        before.receivedBytes() + receivedBytes,
                        before.sentBytes() + sentBytes,
                        handshake.getEpochSecond()));
    }

    @Override
    public synchronized Optional<String> incarnation() {
        return there ? Optional.of(Integer.toString(incarnation)) : Optional.empty();
    }

    @Override
    public synchronized Optional<String> device() {
        return incarnation();
    }

    @Override
    public synchronized void make() {
        if (!there) recreate();
    }

    @Override
    public synchronized void unmake() {
        lose();
    }

    @Override
    public void clear() {
        // what is lost leaves nothing
    }

    @Override
    public synchronized Optional<PublicKey> identity() throws LinkDown {
        needed();
        return identity;
    }

    @Override
    public synchronized void identify(PrivateKey privateKey, int listenPort) throws LinkDown {
        needed();
        identity = Optional.of(privateKey.publicKey());
    }

    @Override
    public synchronized void set(List<Peer> wanted) throws LinkDown {
        needed();
        wanted.forEach(peer -> peers.putIfAbsent(peer.publicKey(), Counters.NONE));
    }

    @Override
    public synchronized void silence(PublicKey peer) throws LinkDown {
        needed();
    }

    @Override
    public synchronized void remove(PublicKey peer) throws LinkDown {
        needed();
        peers.remove(peer);
    }

    @Override
    public synchronized Map<PublicKey, Counters> read() throws LinkDown {
        needed();
        return Map.copyOf(peers);
    }

    private void needed() throws LinkDown {
        if (!there) throw new LinkDown("the interface is not there");
    }

    @Override
    public String kind() {
        return "memory";
    }
}
