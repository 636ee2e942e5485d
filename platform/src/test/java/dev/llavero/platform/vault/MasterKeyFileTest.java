package dev.llavero.platform.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.5Z");
    private static final String NEW = "2026-01-31T12-00-00Z";
    private static final byte[] PLAIN = {1, 2, 3};

    @TempDir
    Path folder;

    private Path path;
    private MasterKeyFile file;

    @BeforeEach
    void oneKey() throws IOException {
        path = folder.resolve("vault.key");
        Files.writeString(path, "old:" + Base64.getEncoder().encodeToString(Aead.newKey()) + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        file = new MasterKeyFile(path);
    }

    @Test
    void aNewKeyComesFirstAndTheOldOnesStay() throws IOException {
        var sealed = MasterKeys.read(path).seal(PLAIN, "x");

        assertEquals(NEW, file.rotate(NOON));

        assertEquals(List.of(NEW, "old"), file.ids());
        assertArrayEquals(PLAIN, MasterKeys.read(path).open("old", sealed, "x"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertEquals(List.of(path), inFolder());
    }

    @Test
    void noIdComesTwice() throws IOException {
        file.rotate(NOON);
        assertThrows(IllegalStateException.class, () -> file.rotate(NOON));
        assertEquals(List.of(NEW, "old"), file.ids());
    }

    @Test
    void anEarlierKeyIsTakenOutOnceAndTheFirstNever() throws IOException {
        file.rotate(NOON);
        file.remove("old");
        file.remove("old");
        assertEquals(List.of(NEW), file.ids());
        assertThrows(IllegalArgumentException.class, () -> file.remove(NEW));
    }

    @Test
    void whoeverIsInterruptedLeavesTheFileAsItWas() throws IOException {
        var left = Files.writeString(folder.resolve("vault.key.changing"), "half");
        var refused = assertThrows(IllegalStateException.class, () -> file.rotate(NOON));
        assertTrue(refused.getMessage().contains(left.getFileName().toString()), refused.getMessage());
        assertEquals(List.of("old"), file.ids());
    }

    @Test
    void aLinkToItStaysOne() throws IOException {
        var link = Files.createSymbolicLink(folder.resolve("link.key"), path);
        new MasterKeyFile(link).rotate(NOON);
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(List.of(NEW, "old"), file.ids());
    }

    private List<Path> inFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
