package dev.llavero.platform.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeysTest {
    private static final byte[] PLAIN = {1, 2, 3};
    private static final String OLD = "old:" + Base64.getEncoder().encodeToString(Aead.newKey());
    private static final String NEW = "new:" + Base64.getEncoder().encodeToString(Aead.newKey());

    @TempDir
    Path folder;

    @Test
    void theFirstSealsAndAllOpen() throws IOException {
        var before = MasterKeys.read(file(OLD, "rw-------"));
        var sealed = before.seal(PLAIN, "x");
        var after = MasterKeys.read(file(NEW + "\n" + OLD, "rw-------"));

        assertEquals("new", after.current());
        assertArrayEquals(PLAIN, after.open("old", sealed, "x"));
    }

    @Test
    void aKeyThatIsGoneIsNamed() throws IOException {
        var keys = MasterKeys.read(file(NEW, "rw-------"));

        var refused = assertThrows(VaultException.class, () -> keys.open("old", new byte[40], "x"));

        assertTrue(refused.getMessage().contains("'old'"));
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws IOException {
        var open = file(NEW, "rw-r-----");

        assertTrue(assertThrows(IllegalStateException.class, () -> MasterKeys.read(open))
                .getMessage()
                .contains("chmod 600"));
    }

    @Test
    void aMistakeIsNamedWithoutTheKey() throws IOException {
        var wrong = file("k1:c2hvcnQ=", "rw-------");

        var message = assertThrows(IllegalStateException.class, () -> MasterKeys.read(wrong))
                .getMessage();

        assertTrue(message.contains("line 1"), message);
        assertFalse(message.contains("c2hvcnQ"), message);
    }

    private Path file(String text, String permissions) throws IOException {
        var file = Files.createTempFile(folder, "master", ".key");
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
