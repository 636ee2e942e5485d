package dev.llavero.agent.peer;

import java.time.Duration;
import java.time.Instant;

/**
 * What an interface has counted for a peer since it was added there, in encrypted bytes.
 *
 * @param receivedBytes from the peer
 * @param sentBytes to the peer
 * @param handshakeSecond the second of the last handshake since 1970; 0 when there was none
 */
public record Counters(long receivedBytes, long sentBytes, long handshakeSecond) {

    public static final Counters NONE = new Counters(0, 0, 0);

    /** A session lives for 180 seconds after its handshake. */
    private static final Duration SESSION = Duration.ofSeconds(180);

    public boolean online(Instant now) {
        return handshakeSecond > 0 && now.getEpochSecond() - handshakeSecond < SESSION.toSeconds();
    }
}
