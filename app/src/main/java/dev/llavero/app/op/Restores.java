package dev.llavero.app.op;

import java.util.List;
import java.util.Optional;

/** A restored database that waits for an operator's word. Fails with {@link Unavailable}. */
interface Restores {
    Optional<RestoreLine> waiting();

    /** What each server holds beside what it should, as last compared. */
    List<ComparedLine> comparisons();

    /** Workers go on. */
    void end();
}
