package dev.llavero.agent.peer;

import java.time.Instant;
import java.util.Optional;

/**
 * A peer that is gone: guards against an older wish that comes late, and keeps what was counted last.
 *
 * @param last empty when there was nothing to remove
 */
public record Removal(KeyId key, long epoch, Instant at, Optional<Last> last) {

    /** Read when no more traffic could pass, before the peer left the interface. */
    public record Last(PublicKey publicKey, long counterEpoch, Counters counters) {}
}
