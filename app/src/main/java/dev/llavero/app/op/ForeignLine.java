package dev.llavero.app.op;

import dev.llavero.contracts.ServerId;
import java.time.Instant;

/** @param keyId the server's own; {@code name} is what a person called it there */
record ForeignLine(
        ServerId serverId, String keyId, String name, Integer port, Instant firstSeenAt, Instant lastSeenAt) {}
