package dev.llavero.app.op;

import java.util.List;

/** The topic of dead letters. Fails with {@link Unavailable}. */
interface DeadLetters {
    /** All that are kept, each once, oldest first. */
    List<BuriedRecord> all();

    /**
     * Puts the records in them back on their topics as they were: with the same id, so that whoever has handled one already
     * drops it. Returns when the broker has them.
     */
    void replay(List<BuriedRecord> letters);
}
