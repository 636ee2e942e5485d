package dev.llavero.agent.outline;

/**
 * What was counted for an access key since the Shadowsocks server started.
 *
 * @param receivedBytes from the key's user, sent on to targets
 * @param sentBytes to the key's user
 */
public record KeyBytes(long receivedBytes, long sentBytes) {

    static final KeyBytes NONE = new KeyBytes(0, 0);

    KeyBytes plusReceived(long bytes) {
        return new KeyBytes(receivedBytes + bytes, sentBytes);
    }

    KeyBytes plusSent(long bytes) {
        return new KeyBytes(receivedBytes, sentBytes + bytes);
    }
}
