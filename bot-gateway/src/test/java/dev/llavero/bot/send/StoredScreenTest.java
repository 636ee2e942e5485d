package dev.llavero.bot.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.bot.screen.Screen;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredScreenTest {
    static Class<?>[] everyScreen() {
        return Screen.class.getPermittedSubclasses();
    }

    @ParameterizedTest
    @MethodSource("everyScreen")
    void whatIsStoredIsReadAgain(Class<? extends Screen> kind) throws ReflectiveOperationException {
        var components = kind.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(types).map(StoredScreenTest::sample).toArray();
        var screen = kind.getDeclaredConstructor(types).newInstance(values);

        assertEquals(screen, Sends.screen(Sends.json(screen)));
    }

    private static Object sample(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return switch (type.getSimpleName()) {
            case "UUID" -> new UUID(1, 2);
            case "KeyId" -> new KeyId(new UUID(3, 4));
            case "Protocol" -> Protocol.OUTLINE;
            case "Reason" -> Reason.NO_ROOM;
            default -> throw new IllegalArgumentException("no sample of " + type);
        };
    }
}
