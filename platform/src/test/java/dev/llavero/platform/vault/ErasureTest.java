package dev.llavero.platform.vault;

import static dev.llavero.platform.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {
    private static final UserId ANA = new UserId(new UUID(1, 1));
    private static final UserId BEN = new UserId(new UUID(1, 2));
    private static final UserId KIM = new UserId(new UUID(1, 3));
    private static final KeyId KEY = new KeyId(new UUID(2, 1));

    private final TestDatabase database = new TestDatabase(TestDatabase.Schema.vault());

    @TempDir
    Path folder;

    private Path file;
    private Vault vault;

    @BeforeEach
    void anaAndBenHaveKeys() throws IOException {
        file = folder.resolve("vault.key");
        Files.writeString(file, "old:" + Base64.getEncoder().encodeToString(Aead.newKey()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        vault = new Vault(Optional.of(file));
        var ana = await(vault.userKeys(database.sql(), List.of(ANA, BEN))).get(ANA);
        var sealed = ana.seal(Purpose.CREDENTIAL, KEY.toString(), 1, new Secret("hunter2"));
        await(vault.addCredentials(database.sql(), List.of(new Vault.Credential(KEY, ANA, 1, sealed))));
        erase(ANA);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatOneUserHasLostIsNobodyElsesTrouble() {
        database.rows("update vault.user_key set wrapped = '\\x00' where user_id = $1", BEN.value());
        await(vault.userKeys(database.sql(), List.of(KIM)));
        assertEquals(
                Set.of(KIM),
                await(vault.openUserKeys(database.sql(), List.of(ANA, BEN, KIM)))
                        .keySet());
    }

    @Test
    void whoWasErasedHasNothingAndGetsNothing() {
        assertEquals(
                Set.of(BEN, KIM),
                await(vault.userKeys(database.sql(), List.of(ANA, BEN, KIM))).keySet());
        assertNull(await(vault.userKey(database.sql(), ANA)));
        assertEquals(Map.of(), await(vault.credentials(database.sql(), List.of(KEY))));
    }

    @Test
    void whoHadNoKeyYetGetsNoneEither() {
        erase(KIM);
        assertNull(await(vault.userKey(database.sql(), KIM)));
    }

    @Test
    void erasingTwiceIsErasingOnce() {
        var before = destroyedAt();
        erase(ANA);
        assertEquals(before, destroyedAt());
    }

    @Test
    void theErasedDoNotKeepAMasterKeyFromBeingRetired() throws IOException {
        new MasterKeyFile(file).rotate(Instant.now());
        var worker = new Rewrapping(new Vault(Optional.of(file)), database.transactions());
        while (await(worker.work()).isZero()) {
            // the next batch
        }
        assertEquals(1, await(database.sql().update("update vault.master_key set retired = true where id = 'old'")));
        assertTrue(await(vault.userKeys(database.sql(), List.of(ANA, BEN))).containsKey(BEN));
    }

    private void erase(UserId user) {
        await(database.sql().query("select vault.erase($1)", user.value()));
    }

    private Instant destroyedAt() {
        return database.rows("select destroyed_at from vault.user_key where user_id = $1", ANA.value())
                .getFirst()
                .time(0);
    }
}
