package dev.llavero.app.op;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.SuspendReason;
import dev.llavero.contracts.UserId;
import dev.llavero.views.keys.KeyView;
import java.time.Instant;

/** A key as an operator sees it: without its name, which only its owner may read. */
record KeyLine(
        KeyId keyId,
        UserId userId,
        KeyView.State state,
        SuspendReason suspended,
        Protocol protocol,
        LocationCode location,
        ServerId serverId,
        Integer port,
        Instant createdAt,
        Instant changedAt) {}
