package dev.llavero.keys.key;

import dev.llavero.contracts.Reason;
import dev.llavero.contracts.SuspendReason;

/** Where a key is in its life. */
sealed interface KeyState {
    /** Accepted; no server was seen to hold it yet. */
    record Requested() implements KeyState {}

    record Active() implements KeyState {}

    record Suspended(SuspendReason reason, Phase phase) implements KeyState {}

    /** No longer wanted; a server may still hold it. */
    record Revoking() implements KeyState {}

    record Revoked() implements KeyState {}

    record Refused(Reason reason) implements KeyState {}

    /** How far a suspension is. */
    enum Phase {
        /** A server may still hold the key. */
        STOPPING,
        STOPPED,
        /** Wanted again, not seen yet. */
        RESUMING
    }

    /** Counts against the user's limit. */
    default boolean living() {
        return switch (this) {
            case Requested r -> true;
            case Active a -> true;
            case Suspended s -> true;
            case Revoking r -> false;
            case Revoked r -> false;
            case Refused r -> false;
        };
    }
}
