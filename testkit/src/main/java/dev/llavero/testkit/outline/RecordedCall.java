package dev.llavero.testkit.outline;

import java.time.Instant;

/**
 * One management call as it ended here.
 *
 * @param keyId the key it was about, or null
 * @param status what was answered, or would have been; 0 when a fault stood before any answer
 * @param fault the fault it met, or null
 */
public record RecordedCall(Instant at, Call call, String keyId, int status, CallFault fault) {}
