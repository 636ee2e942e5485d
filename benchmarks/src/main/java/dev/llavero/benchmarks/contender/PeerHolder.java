package dev.llavero.benchmarks.contender;

/** A way to bring peers into a WireGuard interface. */
public interface PeerHolder extends AutoCloseable {
    /** Returns when the peer can be used. */
    void add(PeerWish wish);

    @Override
    void close();
}
