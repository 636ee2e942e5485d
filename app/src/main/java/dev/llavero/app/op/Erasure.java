package dev.llavero.app.op;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.UserId;
import java.util.List;

/** What it takes to forget a user; each step can be repeated. Fails with {@link Unavailable}. */
interface Erasure {
    /** From now on they get no more keys. @return those that have not ended */
    List<OpenKey> close(UserId user);

    /**
     * Destroys their vault key, so that whatever was sealed for them is noise, and removes what leads to the person: both or
     * neither.
     */
    void forget(UserId user);

    /** @param ending is being taken off its servers already */
    record OpenKey(KeyId key, boolean ending) {}
}
