package dev.llavero.platform.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretVariableTest {
    @TempDir
    Path folder;

    @Test
    void aFileStandsInForTheVariable() throws IOException {
        assertEquals(Optional.of("open sesame"), SecretVariable.read("DATABASE_PASSWORD", file("open sesame\n")));
    }

    @Test
    void theVariableWins() throws IOException {
        var both = Map.of(
                "DATABASE_PASSWORD",
                "said",
                "DATABASE_PASSWORD_FILE",
                file("written").get("DATABASE_PASSWORD_FILE"));

        assertEquals(Optional.of("said"), SecretVariable.read("DATABASE_PASSWORD", both));
    }

    @Test
    void withoutEitherThereIsNone() {
        assertEquals(Optional.empty(), SecretVariable.read("DATABASE_PASSWORD", Map.of()));
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        var missing = Map.of("DATABASE_PASSWORD_FILE", folder.resolve("missing").toString());

        var failure =
                assertThrows(IllegalStateException.class, () -> SecretVariable.read("DATABASE_PASSWORD", missing));

        assertFalse(failure.getMessage().isBlank());
        assertEquals(
                "DATABASE_PASSWORD_FILE %s cannot be read: NoSuchFileException".formatted(folder.resolve("missing")),
                failure.getMessage());
    }

    private Map<String, String> file(String content) throws IOException {
        return Map.of(
                "DATABASE_PASSWORD_FILE",
                Files.writeString(folder.resolve("password"), content).toString());
    }
}
