package dev.llavero.keys.key;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.UserId;

/**
 * A key as the decider sees it.
 *
 * @param protocol null, like location and server, in a refused request
 * @param name null: called after its place
 */
record Key(
        KeyId id,
        UserId owner,
        Protocol protocol,
        LocationCode location,
        ServerId server,
        Sealed name,
        KeyState state) {

    Key as(KeyState next) {
        return new Key(id, owner, protocol, location, server, name, next);
    }

    Key on(ServerId next) {
        return new Key(id, owner, protocol, location, next, name, state);
    }

    Key called(Sealed next) {
        return new Key(id, owner, protocol, location, server, next, state);
    }
}
