package dev.llavero.keys.key;

import dev.llavero.contracts.KeyEvent;
import java.util.List;

/**
 * What comes of a command or a sighting.
 *
 * @param after the key as it is now; null when there is none (a refusal about nothing)
 * @param wish what the servers should be made to hold
 * @param told what happened, in order
 */
record Decision(Key after, Wish wish, List<Told> told) {
    enum Wish {
        UNCHANGED,
        /** Hold the key on {@code after.server()}. */
        PRESENT,
        /** Hold the key nowhere. */
        ABSENT,
        /** Hold the key on {@code after.server()} in the place of the foreign one, once its secret is known. */
        ADOPTED
    }

    /** An event, and whom it answers. */
    record Told(KeyEvent event, To to) {}

    enum To {
        /** Whatever is being decided on. */
        THIS,
        /** The command that the key was still working on, which ends hereby. */
        THE_EARLIER_COMMAND,
        /** Nobody asked for it. */
        NOBODY
    }

    static Decision nothing(Key key) {
        return new Decision(key, Wish.UNCHANGED, List.of());
    }

    static Decision of(Key after, Wish wish, KeyEvent... events) {
        return new Decision(
                after,
                wish,
                List.of(events).stream().map(event -> new Told(event, To.THIS)).toList());
    }
}
