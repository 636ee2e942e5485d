package dev.llavero.testkit.wireguard;

import java.util.Optional;

/**
 * One call as it ended here.
 *
 * @param path without the secret
 * @param status what was answered; 0 when nothing was
 */
public record RecordedCall(Call call, String path, int status, Optional<CallFault> fault) {}
