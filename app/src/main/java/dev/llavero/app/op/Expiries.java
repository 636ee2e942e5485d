package dev.llavero.app.op;

import java.util.Optional;

/** Keys that would all end at once and wait for an operator's word. Fails with {@link Unavailable}. */
interface Expiries {
    Optional<ExpiryLine> waiting();

    /** They may end, within the next hour. */
    void allow();
}
