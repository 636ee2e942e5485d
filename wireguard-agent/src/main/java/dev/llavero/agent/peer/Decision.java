package dev.llavero.agent.peer;

/** What is to be done about a wish for a peer. */
public sealed interface Decision {

    /** A later epoch of this key was seen: the wish comes from the past. */
    record Stale(long epoch) implements Decision {}

    /** The public key or an address belongs to another key. */
    record Taken(String what) implements Decision {}

    /** It is held just so. */
    record Same(Peer peer) implements Decision {}

    /** It is to be held as it stands here. */
    record Change(Peer peer) implements Decision {}

    /** The key holds a peer with another public key, which must leave first. */
    record Replace(Peer old) implements Decision {}
}
