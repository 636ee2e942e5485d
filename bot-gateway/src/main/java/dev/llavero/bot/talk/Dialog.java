package dev.llavero.bot.talk;

import dev.llavero.contracts.KeyId;
import java.time.Instant;

/**
 * A conversation over several messages: the next text belongs to it.
 *
 * @param key null where it is about none
 */
public record Dialog(Kind kind, KeyId key, Instant expiresAt) {
    public enum Kind {
        RENAME,
        /** An operator looks for a person or a key. */
        FIND
    }
}
