package dev.llavero.platform.message;

import dev.llavero.contracts.Message;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;

/**
 * A message with what CloudEvents says of it.
 *
 * @param id the CloudEvents id: the same message sent twice has the same id
 * @param time when it happened, by the database's clock
 * @param sequence the aggregate's version that an event made; 0 for commands and for refusals about nothing
 * @param correlationId the command that all this goes back to
 * @param causationId the message that this directly answers
 * @param traceparent the W3C trace context; null where a message came without one
 */
public record Envelope<M extends Message>(
        UUID id, M message, Instant time, long sequence, UUID correlationId, UUID causationId, String traceparent) {
    public Envelope {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(correlationId, "correlationId");
    }

    /** A command begins a correlation and a trace, both under its own id. */
    public static <C extends Message> Envelope<C> command(UUID id, C command, Instant time) {
        return new Envelope<>(id, command, time, 0, id, null, traceparent(id));
    }

    /**
     * The same for the same id, so that asking twice is one trace. Nothing is recorded here; others may.
     *
     * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>
     */
    private static String traceparent(UUID id) {
        var hex = HexFormat.of();
        var span = hex.toHexDigits(id.getLeastSignificantBits());
        return "00-" + hex.toHexDigits(id.getMostSignificantBits()) + span + "-" + span + "-00";
    }

    /** An event that answers {@code this}. */
    public <E extends Message> Envelope<E> answer(UUID eventId, E event, long version, Instant now) {
        return new Envelope<>(eventId, event, now, version, correlationId, id, traceparent);
    }
}
