package dev.llavero.agent.held;

/** How the removal of a peer ended. */
public sealed interface RemoveOutcome {

    /** It is not there. */
    record Gone() implements RemoveOutcome {}

    /** A later epoch of this key was seen. */
    record Stale(long epoch) implements RemoveOutcome {}
}
