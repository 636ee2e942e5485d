package dev.llavero.platform.crash;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashFileTest {
    @TempDir
    Path folder;

    private Path file;
    private CrashFile crashes;

    @BeforeEach
    void noneArmed() {
        file = folder.resolve("crash");
        crashes = new CrashFile(file);
    }

    @Test
    void whatIsNotArmedPasses() {
        assertDoesNotThrow(() -> crashes.at(CrashPoint.RELAY_READ, "keys"));
    }

    @Test
    void itStrikesOnceAtItsPlaceOnTheNthTime() throws IOException {
        Files.writeString(file, "relay-read@keys:throw:2");

        assertDoesNotThrow(() -> crashes.at(CrashPoint.RELAY_READ, "bot"));
        assertDoesNotThrow(() -> crashes.at(CrashPoint.RELAY_PUBLISHED, "keys"));
        assertDoesNotThrow(() -> crashes.at(CrashPoint.RELAY_READ, "keys"));
        assertThrows(CrashPointException.class, () -> crashes.at(CrashPoint.RELAY_READ, "keys"));
        assertFalse(Files.exists(file));
        assertDoesNotThrow(() -> crashes.at(CrashPoint.RELAY_READ, "keys"));
    }
}
