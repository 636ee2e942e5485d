package dev.llavero.keys.key;

import static dev.llavero.platform.TestDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.llavero.contracts.ServerId;
import dev.llavero.keys.KeysDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final KeysDatabase database = new KeysDatabase();
    private final Turns turns = new Turns();

    @BeforeEach
    void connect() {
        turns.transactions = database.transactions();
        database.rows("insert into keys.location values ('nl', '🇳🇱', '{\"en\": \"Netherlands\"}')");
        database.rows("""
                insert into keys.server values ('nl-1', 'nl', 'OUTLINE', 'nl1.example.org', 10, 0, 'ACTIVE', 'FILE', 'ACTIVE', 1),
                                               ('nl-2', 'nl', 'OUTLINE', 'nl2.example.org', 10, 0, 'ACTIVE', 'FILE', 'ACTIVE', 1)
                """);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aNewKeyGoesWhereverItsServerListensForNewOnes() {
        keyWantedOn("nl-1", "nl-1", null);

        assertNull(due("nl-1").port());
    }

    @Test
    void aKeyThatCameToAServerBeforeComesBackOnTheSamePort() {
        keyWantedOn("nl-1", "nl-1", 8443);

        assertEquals(8443, due("nl-1").port());
    }

    @Test
    void onAnotherServerItsPortMeansNothing() {
        keyWantedOn("nl-2", "nl-1", 8443);

        assertNull(due("nl-2").port());
    }

    private void keyWantedOn(String wanted, String served, Integer port) {
        database.rows("""
                insert into keys.key (id, user_id, server_id, port, state, version, cause, correlation, created_at, changed_at)
                select id, id, $1, $2, 'ACTIVE', 2, id, id, now(), now() from (select md5('key')::uuid) as key(id)
                """, served, port);
        database.rows("""
                insert into keys.placement (key_id, server_id, epoch, wanted, seen, due_at, changed_at)
                values (md5('key')::uuid, $1, 2, 'PRESENT', 'UNKNOWN', platform.now(), platform.now())
                """, wanted);
    }

    private DuePlacement due(String server) {
        return await(turns.due(new ServerId(server), 10)).getFirst();
    }
}
