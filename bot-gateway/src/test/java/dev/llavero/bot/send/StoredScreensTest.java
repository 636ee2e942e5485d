package dev.llavero.bot.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.llavero.bot.screen.Note;
import dev.llavero.bot.screen.Screen;
import dev.llavero.bot.screen.Task;
import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Envelope;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What waits in a row comes out of it as it went in. */
class StoredScreensTest {
    private static final UUID ID = new UUID(3, 4);
    private static final Map<Class<?>, Object> VALUES = Map.of(
            UUID.class, ID,
            KeyId.class, new KeyId(ID),
            Protocol.class, Protocol.OUTLINE,
            Task.class, Task.CREATING,
            Note.class, Note.HIDDEN,
            Reason.class, Reason.NO_ROOM);

    static Stream<Screen> everyScreen() {
        return Stream.of(Screen.class.getPermittedSubclasses())
                .flatMap(kind -> Stream.of(made(kind, true), made(kind, false)));
    }

    private static Screen made(Class<?> kind, boolean whole) {
        try {
            var components = kind.getRecordComponents();
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var values = Arrays.stream(types)
                    .map(type -> whole ? VALUES.get(type) : null)
                    .toArray();
            return (Screen) kind.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(kind.getSimpleName(), impossible);
        }
    }

    @ParameterizedTest
    @MethodSource("everyScreen")
    void aScreen(Screen screen) {
        assertEquals(screen, Sends.screen(Sends.json(screen)));
    }

    @Test
    void theNewsThatItIsAbout() {
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
    void whatIsNotOfThisVersionIsSaidSo() {
        assertThrows(IllegalStateException.class, () -> Sends.screen("{\"screen\": \"Later\"}"));
    }
}
