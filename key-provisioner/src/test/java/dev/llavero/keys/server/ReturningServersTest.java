package dev.llavero.keys.server;

import static dev.llavero.keys.KeysDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerEvent.ManagedBy;
import dev.llavero.contracts.ServerEvent.ServerState;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.keys.KeysDatabase;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.message.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReturningServersTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final KeysDatabase database = new KeysDatabase();

    @BeforeEach
    void theCopyKnowsOne() {
        database.rows("insert into keys.location values ('nl', '🇳🇱', '{\"en\": \"Netherlands\"}')");
        database.rows("""
                insert into keys.server values ('nl-1', 'nl', 'OUTLINE', 'nl1.example.org', 10, 3, 'ACTIVE', 'FILE', 'ACTIVE', 4)
                """);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatTheLogKnowsBetterIsTaken() {
        assertEquals(1, put(state("nl-1", "nl", "Holland", ServerMode.DRAINING, ManagedBy.FILE, 7)));
        assertEquals(List.of("nl-1 nl Holland 3 DRAINING ACTIVE 7"), servers());
    }

    @Test
    void whatTheDatabaseKnowsAsWellStays() {
        assertEquals(0, put(state("nl-1", "nl", "Holland", ServerMode.REMOVED, ManagedBy.FILE, 4)));
        assertEquals(List.of("nl-1 nl Netherlands 3 ACTIVE ACTIVE 4"), servers());
    }

    @Test
    void anUnknownServerComesWithItsPlaceAndItsTurn() {
        assertEquals(
                2,
                put(
                        state("es-1", "es", "Spain", ServerMode.HIDDEN, ManagedBy.FILE, 2),
                        state("es-2", "es", "Spain", ServerMode.ACTIVE, ManagedBy.COMMAND, 1)));
        assertEquals(
                List.of(
                        "es-1 es Spain 0 HIDDEN ACTIVE 2",
                        "es-2 es Spain 0 ACTIVE null 1",
                        "nl-1 nl Netherlands 3 ACTIVE ACTIVE 4"),
                servers());
        assertEquals(
                List.of("es-1", "es-2"),
                database.rows("select server_id from keys.server_turn order by server_id").stream()
                        .map(row -> row.text(0))
                        .toList());
    }

    @Test
    void aPlaceIsCalledAsItsYoungestStateSays() {
        put(
                state("nl-2", "nl", "Holland", ServerMode.ACTIVE, ManagedBy.FILE, 9),
                state("nl-3", "nl", "Old Holland", ServerMode.ACTIVE, ManagedBy.FILE, 2));
        assertEquals("nl-2 nl Holland 0 ACTIVE ACTIVE 9", servers().get(1));
    }

    @Test
    void twiceIsAsOnce() {
        var states = state("es-1", "es", "Spain", ServerMode.ACTIVE, ManagedBy.FILE, 2);
        put(states);
        assertEquals(0, put(states));
        assertEquals(2, servers().size());
    }

    @Test
    void nothingIsPublished() {
        put(state("nl-1", "nl", "Holland", ServerMode.DRAINING, ManagedBy.FILE, 7));
        assertEquals(List.of(), database.rows("select 1 from keys.outbox"));
    }

    @SafeVarargs
    private int put(Envelope<ServerState>... logged) {
        return await(database.transactions().run(sql -> ReturningServers.put(sql, List.of(logged))));
    }

    /** The greater the version, the later. */
    private static Envelope<ServerState> state(
            String id, String place, String name, ServerMode mode, ManagedBy by, long version) {
        var state = new ServerState(
                new ServerId(id),
                Protocol.OUTLINE,
                new LocationCode(place),
                Map.of("en", name),
                "",
                id + ".example.org",
                10,
                mode == ServerMode.ACTIVE,
                mode,
                by,
                null,
                null);
        var event = Ids.next();
        return new Envelope<>(event, state, NOON.plusSeconds(version), version, event, null, null);
    }

    private List<String> servers() {
        return database.rows("""
                        select concat_ws(' ', s.id, l.code, l.names ->> 'en', reserved, mode, coalesce(file_says, 'null'), version)
                          from keys.server s join keys.location l on l.code = s.location order by s.id
                        """).stream().map(row -> row.text(0)).toList();
    }
}
