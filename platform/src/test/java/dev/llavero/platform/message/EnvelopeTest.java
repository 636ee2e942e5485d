package dev.llavero.platform.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.KeyCommand.RevokeKey;
import dev.llavero.contracts.KeyEvent.KeyRevoked;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.UserId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final UUID ID = UUID.fromString("0198c5a4-7d6e-7a31-8b7e-51d2c9a0e422");
    private static final KeyId KEY = new KeyId(new UUID(1, 1));

    private final Envelope<RevokeKey> command =
            Envelope.command(ID, new RevokeKey(KEY, RequestedBy.system("test")), Instant.EPOCH);

    @Test
    void aCommandBeginsATraceUnderItsOwnId() {
        assertEquals("00-0198c5a47d6e7a318b7e51d2c9a0e422-8b7e51d2c9a0e422-00", command.traceparent());
        var least = Envelope.command(new UUID(0, Long.MIN_VALUE), command.message(), Instant.EPOCH);
        assertTrue(least.traceparent().matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00"), least.traceparent());
    }

    @Test
    void whatAnswersItGoesOnWithCorrelationAndTrace() {
        var event = new KeyRevoked(KEY, new UserId(new UUID(2, 2)));

        var answer = command.answer(new UUID(3, 3), event, 4, Instant.EPOCH);

        assertEquals(new Envelope<>(new UUID(3, 3), event, Instant.EPOCH, 4, ID, ID, command.traceparent()), answer);
    }
}
