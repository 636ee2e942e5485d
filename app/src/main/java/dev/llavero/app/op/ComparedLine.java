package dev.llavero.app.op;

import dev.llavero.contracts.ServerId;
import java.time.Instant;

/**
 * What a server would be made to agree with.
 *
 * @param comparedAt null if it has not answered
 * @param foreign keys that are not ours: listed, never touched
 */
record ComparedLine(ServerId serverId, Instant comparedAt, int toPut, int toTakeAway, int foreign) {}
