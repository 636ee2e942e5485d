package dev.llavero.bot.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Envelope;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NewsTest {
    private static final UUID ID = new UUID(3, 4);

    @Test
    void theEventThatAScreenIsAboutComesOutOfItsRowAsItWentIn() {
        var event = new KeyEvent.KeyCreated(
                new KeyId(ID),
                new UserId(ID),
                Protocol.OUTLINE,
                new LocationCode("nl"),
                new ServerId("nl-1"),
                443,
                new Sealed("AAAA"));
        var news = new Envelope<KeyEvent>(ID, event, Instant.parse("2026-03-05T10:00:00Z"), 2, ID, null, null);
        assertEquals(news, News.event(News.json(news)));
    }

    @Test
    void mostScreensAreAboutNone() {
        assertNull(News.event(News.json(null)));
    }
}
