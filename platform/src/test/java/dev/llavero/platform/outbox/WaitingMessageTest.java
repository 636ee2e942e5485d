package dev.llavero.platform.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WaitingMessageTest {
    @Test
    void aRecordIsAsOldAsItsRowWhateverTimeThisProcessTakesItToBe() {
        var created = Instant.parse("2026-03-01T10:00:00.123Z");
        var id = UUID.randomUUID();
        var message = new WaitingMessage(
                1, id, "keys.events.v1", "key", "type", "{}", "2026-03-01T09:00:00Z", 1, id, null, null, created);

        assertEquals(created.toEpochMilli(), message.toRecord().timestamp());
    }
}
