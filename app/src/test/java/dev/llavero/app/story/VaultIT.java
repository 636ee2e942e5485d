package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.platform.vault.MasterKeyFile;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.LlaveroSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The master key is another while everything runs. */
@Tag("all")
class VaultIT {
    private static final Duration REST = Duration.ofSeconds(60);
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();
    private static final Operator OPERATOR = new Operator(SYSTEM);

    @Test
    void aMasterKeyIsRotatedAndRetiredAndNobodyNotices() throws Exception {
        SYSTEM.running();
        var ana = new BotUser(SYSTEM.telegram().newUser("Ana", "en"));
        ana.says("/start");
        ana.presses(BotUser.GET_KEY);
        var delivered = ana.seesKey();
        SYSTEM.awaitRest(REST);
        var file = new MasterKeyFile(Path.of(SYSTEM.settings().get("VAULT_MASTER_KEY_FILE")));
        var old = file.ids().getFirst();

        OPERATOR.types("vault", "rotate");
        assertEquals(List.of(), SYSTEM.awaitRows("""
                select user_id::text from vault.user_key where master_key = ?
                union all select server_id from vault.server_access where master_key = ?
                """, List::isEmpty, REST, old, old));
        OPERATOR.types("vault", "retire", old);

        assertEquals(1, file.ids().size());
        ana.says("/keys");
        ana.presses(BotUser.SHOW);
        var shown = ana.sees(message -> message.id() > delivered.id() && BotUser.key(message) != null);
        assertEquals(BotUser.key(delivered), BotUser.key(shown));
        var ben = new BotUser(SYSTEM.telegram().newUser("Ben", "en"));
        ben.says("/start");
        ben.presses(BotUser.GET_KEY);
        ben.seesKey();
        SYSTEM.awaitRest(REST);
        Invariants.demand(SYSTEM);
    }
}
