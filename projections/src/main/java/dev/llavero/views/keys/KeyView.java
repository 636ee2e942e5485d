package dev.llavero.views.keys;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.contracts.UserId;
import java.time.Instant;

/**
 * A key as its events tell it. Follows the log, so it may be a moment behind: good for menus, never for decisions.
 *
 * @param server where the user is served from
 * @param port null until a server was seen to hold the key
 * @param suspended why, while it is {@link State#SUSPENDED}; null otherwise
 * @param name null: it is called after its place
 * @param createdAt when it was asked for
 * @param changedAt when its latest event happened
 */
public record KeyView(
        KeyId key,
        UserId user,
        Protocol protocol,
        LocationCode location,
        ServerId server,
        Integer port,
        State state,
        SuspendReason suspended,
        Sealed name,
        long version,
        Instant createdAt,
        Instant changedAt) {
    public enum State {
        REQUESTED,
        ACTIVE,
        SUSPENDED,
        REVOKING,
        REVOKED,
        REFUSED
    }
}
