package dev.llavero.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path temporary;

    private Home home;

    @BeforeEach
    void begin() {
        home = Home.at(temporary.resolve("run"));
    }

    @Test
    void aSecretIsMadeOnceAndForItsOwnerAlone() throws Exception {
        var password = home.databasePassword(Secrets::password);
        assertEquals(password, home.databasePassword(Secrets::password));
        assertEquals("rw-------", permissions("database.password"));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder())));
    }

    @Test
    void aFreshStartForgetsDataAndSecretsAndNothingElse() throws Exception {
        var token = home.botToken(Secrets::botToken);
        home.masterKey(Secrets::masterKey);
        Files.createDirectories(home.kafka().resolve("log"));
        Files.writeString(home.folder().resolve("mine.txt"), "not of the playground");
        home.forget(false);
        assertTrue(Files.notExists(home.kafka()));
        assertTrue(Files.notExists(home.folder().resolve("vault.key")));
        assertTrue(Files.exists(home.folder().resolve("mine.txt")));
        assertNotEquals(token, home.botToken(Secrets::botToken));
    }

    @Test
    void theMasterKeyStaysWhereTheDatabaseIsNotOurs() throws Exception {
        var key = Files.readString(home.masterKey(Secrets::masterKey));
        home.forget(true);
        assertEquals(key, Files.readString(home.masterKey(Secrets::masterKey)));
    }

    @Test
    void aFolderServesOneAtATime() throws Exception {
        try (var held = home.occupy()) {
            // Within one JVM the lock says so by this exception, between two by a Refusal.
            assertThrows(OverlappingFileLockException.class, home::occupy);
            assertTrue(held.isValid());
        }
    }

    private String permissions(String name) throws Exception {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.folder().resolve(name)));
    }
}
