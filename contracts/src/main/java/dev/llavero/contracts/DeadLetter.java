package dev.llavero.contracts;

import java.util.Map;

/**
 * A record that could not be consumed, kept whole so that it can be replayed.
 *
 * @param consumer the channel that gave up on it
 * @param kind {@code poison}: the record is at fault; {@code bug}: we are
 * @param reason one line for the operator, without the record's content
 * @param headers the record's headers as text
 * @param key the record's key as text, may be null
 * @param value the record's value, base64; null when it was null
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
