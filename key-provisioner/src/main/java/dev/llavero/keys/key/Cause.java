package dev.llavero.keys.key;

import dev.llavero.contracts.KeyEvent;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.message.Ids;
import java.time.Instant;
import java.util.UUID;

/** What an event goes back to. */
record Cause(UUID correlation, UUID causation, String traceparent) {
    static Cause of(Envelope<?> command) {
        return new Cause(command.correlationId(), command.id(), command.traceparent());
    }

    /** Of what happened by itself. */
    static Cause none() {
        return new Cause(Ids.random(), null, null);
    }

    Envelope<KeyEvent> envelope(UUID id, KeyEvent event, long version, Instant now) {
        return new Envelope<>(id, event, now, version, correlation, causation, traceparent);
    }
}
