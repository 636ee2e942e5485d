package dev.llavero.agent.held;

import dev.llavero.agent.peer.Peer;

/** How a wish for a peer ended. */
public sealed interface PutOutcome {

    /** The peer is there as wanted; {@code fresh} if it was not before. */
    record Held(Peer peer, boolean fresh) implements PutOutcome {}

    /** A later epoch of this key was seen. */
    record Stale(long epoch) implements PutOutcome {}

    /** This belongs to another key. */
    record Taken(String what) implements PutOutcome {}
}
