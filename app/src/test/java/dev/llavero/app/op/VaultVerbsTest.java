package dev.llavero.app.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.platform.vault.MasterKeyFile;
import dev.llavero.testkit.backing.BackingProcesses;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultVerbsTest {
    private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final String database = "vault_" + UUID.randomUUID().toString().replace("-", "");
    private Path file;

    @BeforeEach
    void oneUserUnderOneKey() throws SQLException, IOException {
        file = folder.resolve("vault.key");
        Files.writeString(file, "old:" + KEY + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        sql("postgres", "create database " + database);
        sql(
                database,
                "create schema vault; set search_path = vault;" + script("V1__vault") + script("V2__master_keys"));
        sql(database, "insert into vault.user_key values ('0198c5a4-7d6e-7a31-8b7e-51d2c9a0e422', 'old', '')");
    }

    @Test
    void aKeyIsRotatedAndRetiredWhenNothingLiesUnderIt() throws SQLException, IOException {
        assertEquals(Op.DONE, op("rotate"));
        var ids = new MasterKeyFile(file).ids();
        assertEquals(List.of("old"), ids.subList(1, ids.size()));
        assertFalse(out.toString().contains(KEY), out.toString());

        assertEquals(Op.DONE, op("status"));
        assertTrue(out.toString().contains("old                   no     yes      1          0"), out.toString());

        assertEquals(Op.REFUSED, op("retire", "old"));
        assertTrue(err.toString().startsWith("Still under 'old': 1. "), err.toString());
        assertEquals(ids, new MasterKeyFile(file).ids());

        sql(database, "update vault.user_key set master_key = '%s'".formatted(ids.getFirst()));
        assertEquals(Op.DONE, op("retire", "old"));
        assertEquals(ids.subList(0, 1), new MasterKeyFile(file).ids());
        assertEquals(Op.DONE, op("retire", "old"), "a retirement that was cut short is completed");
    }

    @Test
    void aKeyThatTheFileLacksIsSeen() throws IOException {
        Files.writeString(file, "new:" + KEY + "\n");
        assertEquals(Op.DONE, op("status", "--json"));
        assertTrue(out.toString().contains("\"masterKey\" : \"old\""), out.toString());
        assertTrue(out.toString().contains("\"inFile\" : false"), out.toString());
    }

    @Test
    void theKeyThatSealsStays() throws IOException {
        assertEquals(Op.REFUSED, op("retire", "old"));
        assertEquals("'old' is the key that seals: rotate first\n", err.toString());
        assertEquals(Op.REFUSED, op("retire", "older"));
        assertEquals("There is no master key 'older'\n", err.toString());
        assertEquals(Op.REFUSED, op("retire", "old", "--json"));
        assertTrue(out.toString().contains("\"outcome\" : \"refused\""), out.toString());
    }

    @Test
    void aFileThatOthersCanReadIsLeftAlone() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertEquals(Op.UNAVAILABLE, op("rotate"));
        assertTrue(err.toString().contains("chmod 600"), err.toString());
    }

    private int op(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var postgres = BackingProcesses.shared().postgres();
        var rows = new PostgresVaultRows(
                new Postgres(new Settings(Map.of(), postgres.reactiveUrl(database), postgres.user(), "any")));
        var arguments = new String[words.length + 1];
        arguments[0] = "vault";
        System.arraycopy(words, 0, arguments, 1, words.length);
        return Op.line(
                        new Op.Reach(null, null, null, rows, null, null, null, null),
                        Map.of("VAULT_MASTER_KEY_FILE", file.toString()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private static void sql(String database, String script) throws SQLException {
        var postgres = BackingProcesses.shared().postgres();
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(database), postgres.user(), "any")) {
            connection.createStatement().execute(script);
        }
    }

    private static String script(String name) throws IOException {
        try (var text = VaultVerbsTest.class.getResourceAsStream("/db/vault/" + name + ".sql")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
