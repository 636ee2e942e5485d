package dev.llavero.contracts;

import java.util.Map;

/**
 * A record that could not be consumed, kept whole so that it can be replayed; of one that is larger than any of ours, only where
 * it is.
 *
 * @param consumer the channel that gave up on it
 * @param kind {@code poison}: the record is at fault; {@code bug}: we are
 * @param reason one line for the operator, without the record's content
 * @param headers the record's headers as text, but for overlong ones
 * @param key the record's key as text; null when it was null or overlong
 * @param value the record's value, base64; null when it was null or longer than 256 KiB
 */
public record DeadLetter(
        String consumer,
        String topic,
        int partition,
        long offset,
        Kind kind,
        String reason,
        Map<String, String> headers,
        String key,
        String value)
        implements Event {
    public enum Kind {
        POISON,
        BUG
    }

    @Override
    public String subject() {
        return topic + "/" + partition;
    }
}
