package dev.llavero.app.op;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.UserId;
import java.util.List;
import java.util.Optional;

/** What can be looked at. Fails with {@link Unavailable}. */
interface Views {
    List<ServerLine> servers();

    /** As the servers were last compared. */
    List<ForeignLine> foreignKeys();

    Optional<UserId> onTelegram(long telegramId);

    /** Whether there is, or was, anything of theirs. */
    boolean isKnown(UserId user);

    /** @param ended also those that were revoked or refused */
    List<KeyLine> keysOf(UserId user, boolean ended);

    Optional<KeyLine> key(KeyId key);
}
