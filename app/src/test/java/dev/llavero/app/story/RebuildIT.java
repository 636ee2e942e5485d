package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.LlaveroSystem;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Views are made anew while people go on making keys. */
@Tag("all")
class RebuildIT {
    private static final Duration REST = Duration.ofSeconds(60);
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();
    private static final Operator OPERATOR = new Operator(SYSTEM);

    @BeforeEach
    void someKeys() {
        SYSTEM.running();
        newKey();
        newKey();
        SYSTEM.awaitRest(REST);
    }

    @Test
    void aViewThatWasTamperedWithIsSeenAndMendedWhileKeysAreMade() throws Exception {
        var stop = new AtomicBoolean();
        var people = CompletableFuture.runAsync(() -> {
            while (!stop.get()) {
                newKey();
            }
        });
        try {
            assertTrue(OPERATOR.types("projection", "rebuild", "key-view").contains("The same, row by row"));
            assertTrue(OPERATOR.types("projection", "rebuild", "server-view").contains("The same, row by row"));

            tamper();
            var seen = OPERATOR.types(1, "projection", "rebuild", "key-view");
            assertTrue(
                    seen.contains("is missing") && seen.contains("port, state") && seen.contains("is not in the log"),
                    seen);

            OPERATOR.types("projection", "rebuild", "key-view", "--swap");
            assertTrue(OPERATOR.types("projection", "rebuild", "key-view").contains("The same, row by row"));
        } finally {
            stop.set(true);
            people.join();
        }
        SYSTEM.awaitRest(REST);
        Invariants.demand(SYSTEM);
    }

    /** Rows at rest: one is lost, one is wrong, one was made up. */
    private static void tamper() {
        var database = SYSTEM.database();
        var keys = database.rows(
                "select key_id from views.key_view_v1 where state = 'ACTIVE' order by created_at, key_id limit 2");
        var lost = UUID.fromString(keys.get(0).getFirst());
        var wrong = UUID.fromString(keys.get(1).getFirst());
        database.change("""
                insert into views.key_view_v1
                select gen_random_uuid(), user_id, protocol, location, server_id, port, state, suspended, name, version,
                       created_at, changed_at
                  from views.key_view_v1 where key_id = ?
                """, lost);
        database.change("delete from views.key_view_v1 where key_id = ?", lost);
        database.change("update views.key_view_v1 set state = 'REVOKED', port = 1 where key_id = ?", wrong);
    }

    private static void newKey() {
        var somebody = new BotUser(SYSTEM.telegram().newUser("Lee", "en"));
        somebody.says("/start");
        somebody.presses(BotUser.GET_KEY);
        somebody.seesKey();
    }
}
