package dev.llavero.platform.vault;

import static dev.llavero.platform.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.TestDatabase;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vault object is what a process has: one made before a rotation has read the file before it. */
class RewrappingTest {
    private static final ServerId SERVER = new ServerId("nl-1");
    private static final Secret ACCESS = new Secret("https://nl-1");
    private static final Secret TYPED = new Secret("Mum's phone");
    private static final String RETIRE_OLD = "update vault.master_key set retired = true where id = 'old'";

    private final TestDatabase database = new TestDatabase(TestDatabase.Schema.vault());
    /** More than one batch. */
    private final List<UserId> users =
            IntStream.range(0, 450).mapToObj(i -> new UserId(new UUID(7, i))).toList();

    @TempDir
    Path folder;

    private Path file;
    private Vault before;
    private Sealed sealed;

    @BeforeEach
    void everythingLiesUnderTheOldKey() throws IOException {
        file = folder.resolve("vault.key");
        Files.writeString(file, "old:" + Base64.getEncoder().encodeToString(Aead.newKey()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        before = process();
        var keys = await(before.userKeys(database.sql(), users));
        sealed = keys.get(users.getFirst()).seal(Purpose.KEY_NAME, "k", 0, TYPED);
        await(before.putServerAccess(database.sql(), SERVER, ACCESS));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everythingComesToLieUnderTheNewKeyAndOpensForAll() throws IOException {
        var id = new MasterKeyFile(file).rotate(Instant.now());
        var after = process();

        pass(after);
        assertTrue(under("old") > 0, "one pass is one batch");
        opensFor(before);
        opensFor(after);

        passes(after);
        assertEquals(0, under("old"));
        assertEquals(users.size() + 1, under(id));
        opensFor(before);
        opensFor(after);
    }

    @Test
    void aKeyUnderWhichSomethingLiesIsNotRetired() {
        assertThrows(PgException.class, () -> await(database.sql().update(RETIRE_OLD)));
    }

    @Test
    void nothingComesToLieUnderARetiredKey() throws IOException {
        var id = new MasterKeyFile(file).rotate(Instant.now());
        passes(process());
        await(database.sql().update(RETIRE_OLD));

        var late = new UserId(new UUID(8, 8));
        await(before.userKey(database.sql(), late)
                .onFailure(PgException.class)
                .retry()
                .atMost(1));

        assertEquals(0, under("old"));
        assertEquals(
                id,
                database.rows("select master_key from vault.user_key where user_id = $1", late.value())
                        .getFirst()
                        .text(0));
    }

    @Test
    void aFileThatBecomesUnreadableChangesNothing() throws IOException {
        var keys = before.masterKeys();
        Files.writeString(file, "nonsense");
        assertEquals("old", keys.look().current());
        opensFor(before);
    }

    private Vault process() {
        return new Vault(Optional.of(file));
    }

    private void pass(Vault process) {
        await(new Rewrapping(process, database.transactions()).work());
    }

    private void passes(Vault process) {
        while (await(new Rewrapping(process, database.transactions()).work()).isZero()) {
            // the next batch
        }
    }

    private long under(String masterKey) {
        return database.rows("""
                        select (select count(*) from vault.user_key where master_key = $1)
                               + (select count(*) from vault.server_access where master_key = $1)
                        """, masterKey).getFirst().number(0);
    }

    private void opensFor(Vault process) {
        var keys = await(process.userKeys(database.sql(), users));
        assertEquals(TYPED, keys.get(users.getFirst()).open(Purpose.KEY_NAME, "k", 0, sealed));
        assertEquals(Optional.of(ACCESS), await(process.serverAccess(database.sql(), SERVER)));
    }
}
