package dev.llavero.bot.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.bot.screen.AdminPage;
import dev.llavero.bot.screen.Screen;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.ServerId;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredScreenTest {
    static Class<?>[] everyScreen() {
        return Screen.class.getPermittedSubclasses();
    }

    static Class<?>[] everyAdminPage() {
        return AdminPage.class.getPermittedSubclasses();
    }

    @ParameterizedTest
    @MethodSource("everyAdminPage")
    void soIsWhatOperatorsSee(Class<? extends AdminPage> kind) throws ReflectiveOperationException {
        var page = new Screen.Admin((AdminPage) sampleOf(kind));

        assertEquals(page, Sends.screen(Sends.json(page)));
    }

    @ParameterizedTest
    @MethodSource("everyScreen")
    void whatIsStoredIsReadAgain(Class<? extends Screen> kind) throws ReflectiveOperationException {
        var screen = (Screen) sampleOf(kind);

        assertEquals(screen, Sends.screen(Sends.json(screen)));
    }

    private static Object sampleOf(Class<?> kind) throws ReflectiveOperationException {
        var components = kind.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        var values = Arrays.stream(types).map(StoredScreenTest::sample).toArray();
        return kind.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object sample(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return switch (type.getSimpleName()) {
            case "int" -> 3;
            case "long" -> 4L;
            case "boolean" -> true;
            case "LocalDate" -> LocalDate.of(2026, 3, 5);
            case "ServerId" -> new ServerId("nl-1");
            case "AdminPage" -> new AdminPage.Home();
            case "UUID" -> new UUID(1, 2);
            case "KeyId" -> new KeyId(new UUID(3, 4));
            case "Protocol" -> Protocol.OUTLINE;
            case "Reason" -> Reason.NO_ROOM;
            default -> throw new IllegalArgumentException("no sample of " + type);
        };
    }
}
