package dev.llavero.agent.held;

import dev.llavero.agent.peer.Counters;
import dev.llavero.agent.peer.KeyId;
import java.time.Instant;
import java.util.Optional;

/**
 * What was counted for a key from the moment its peer was added.
 *
 * @param counterEpoch another one means that counting began anew at 0
 * @param removedAt when the peer is gone; then these counters are final
 */
public record Transfer(KeyId key, long counterEpoch, Counters counters, Optional<Instant> removedAt) {}
