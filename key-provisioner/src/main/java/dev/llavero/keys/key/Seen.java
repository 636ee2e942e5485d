package dev.llavero.keys.key;

import dev.llavero.contracts.KeyId;

/** What a call at a server showed of a placement: the server is as {@link DuePlacement#wanted} says. */
sealed interface Seen {
    DuePlacement placement();

    default KeyId key() {
        return placement().key();
    }

    /** The server holds the key and listens for it on this port. */
    record Present(DuePlacement placement, int port) implements Seen {}

    /** The server does not hold the key. */
    record Absent(DuePlacement placement) implements Seen {}
}
