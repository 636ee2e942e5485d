package dev.llavero.platform.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseVariablesTest {
    @Test
    void withoutAnyItIsTheOneOfALaptop() {
        assertEquals(new DatabaseVariables("127.0.0.1:5432/llavero", "llavero", ""), DatabaseVariables.of(Map.of()));
        assertEquals(
                new DatabaseVariables("127.0.0.1:5432/llavero", "llavero", ""),
                DatabaseVariables.of(Map.of("DATABASE_URL", "", "DATABASE_USER", " ")));
    }

    @Test
    void theAddressAloneIsEnough() {
        var database = DatabaseVariables.of(Map.of("DATABASE_URL", "postgresql://db/vpn?sslmode=require"));
        assertEquals(new DatabaseVariables("db:5432/vpn?sslmode=require", "llavero", ""), database);
        assertEquals("postgresql://db:5432/vpn?sslmode=require", database.url());
        assertEquals("jdbc:postgresql://db:5432/vpn?sslmode=require", database.jdbcUrl());
    }

    @Test
    void aLoginInTheAddressIsTakenOut() {
        assertEquals(
                new DatabaseVariables("db:6543/vpn", "ana", "a+b c@d"),
                DatabaseVariables.of(Map.of("DATABASE_URL", "postgres://ana:a+b%20c%40d@db:6543/vpn")));
    }

    @Test
    void variablesOfTheirOwnWin() {
        assertEquals(
                new DatabaseVariables("db:5432/vpn", "berta", "said"),
                DatabaseVariables.of(Map.of(
                        "DATABASE_URL",
                        "postgresql://ana:written@db/vpn",
                        "DATABASE_USER",
                        "berta",
                        "DATABASE_PASSWORD",
                        "said")));
    }

    @Test
    void theApplicationReadsAFilesPasswordToo(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("password"), "open sesame\n");
        var settings = new DatabaseSettings(
                Map.of("DATABASE_URL", "postgresql://ana@db/vpn", "DATABASE_PASSWORD_FILE", file.toString()));
        assertEquals("postgresql://db:5432/vpn", settings.getValue("DATABASE_URL"));
        assertEquals("ana", settings.getValue("DATABASE_USER"));
        assertEquals("open sesame", settings.getValue("DATABASE_PASSWORD"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"db", "postgresql://db", "postgresql://db/", "mysql://db/x", "postgresql://u:secret word@db/x"})
    void aMalformedAddressIsExplainedWithoutRepeatingIt(String url) {
        var refused =
                assertThrows(IllegalStateException.class, () -> DatabaseVariables.of(Map.of("DATABASE_URL", url)));
        assertEquals("DATABASE_URL has the form postgresql://host:port/database", refused.getMessage());
    }

    @Test
    void noPasswordIsShown() {
        assertFalse(
                new DatabaseVariables("db:5432/vpn", "ana", "secret").toString().contains("secret"));
    }
}
