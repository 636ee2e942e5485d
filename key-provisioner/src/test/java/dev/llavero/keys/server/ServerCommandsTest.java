package dev.llavero.keys.server;

import static dev.llavero.contracts.ServerMode.ACTIVE;
import static dev.llavero.contracts.ServerMode.DRAINING;
import static dev.llavero.contracts.ServerMode.HIDDEN;
import static dev.llavero.contracts.ServerMode.REMOVED;
import static dev.llavero.keys.KeysDatabase.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.ServerCommand;
import dev.llavero.contracts.ServerCommand.ChangeServerMode;
import dev.llavero.contracts.ServerCommand.RemoveForeignKey;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.keys.KeysDatabase;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.message.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerCommandsTest {
    private final KeysDatabase database = new KeysDatabase();

    @BeforeEach
    void aFileMadeTwoServers() {
        database.rows("insert into keys.location values ('nl', '🇳🇱', '{\"en\": \"Netherlands\"}')");
        database.rows("""
                insert into keys.server values ('nl-1', 'nl', 'OUTLINE', 'nl1.example.org', 10, 0, 'ACTIVE', 'FILE', 'ACTIVE', 1),
                                               ('nl-2', 'nl', 'OUTLINE', 'nl2.example.org', 10, 10, 'ACTIVE', 'FILE', 'ACTIVE', 1)
                """);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aModeIsChangedAndTold() {
        var drain = ask("nl-1", DRAINING);
        handle(drain);
        assertEquals(List.of("nl-1 v2 draining false null"), states());
        assertEquals("DRAINING", mode("nl-1"));
        var row = database.rows("select correlationid, causationid from keys.outbox")
                .getFirst();
        assertEquals(List.of(drain.id(), drain.id()), List.of(row.uuid(0), row.uuid(1)));
    }

    @Test
    void everyCommandOfABatchHasItsOwnAnswer() {
        handle(ask("nl-1", HIDDEN), ask("nl-2", DRAINING), ask("nl-1", ACTIVE), ask("nl-1", ACTIVE));
        assertEquals(
                List.of(
                        "nl-1 v2 hidden false null",
                        "nl-2 v2 draining false null",
                        "nl-1 v3 active true null",
                        "nl-1 v4 active true null"),
                states());
    }

    @Test
    void aRefusalSaysWhatTheServerStillIs() {
        handle(ask("nl-1", REMOVED));
        assertEquals(List.of("nl-1 v2 active true MANAGED_BY_FILE"), states());
        assertEquals("ACTIVE", mode("nl-1"));
    }

    @Test
    void aRefusalAboutNoServerIsNoStateOfAny() {
        handle(ask("xx-1", HIDDEN));
        var row = database.rows("select version, payload from keys.outbox").getFirst();
        assertEquals(0, row.number(0));
        assertEquals("""
                {"serverId":"xx-1","capacity":0,"room":false,"refusal":"NO_SUCH_SERVER"}""", row.text(1));
    }

    @Test
    void roomThatCameOrWentIsPublished() {
        var ids = List.of(new ServerId("nl-2"), new ServerId("nl-1"), new ServerId("xx-1"));
        await(database.transactions().run(sql -> ServerStates.publish(sql, ids)));
        assertEquals(List.of("nl-1 v2 active true null", "nl-2 v2 active false null"), states());
    }

    @Test
    void aForeignKeyIsRemovedOnceAndOnlyIfItIsForeign() {
        var ours = UUID.randomUUID().toString();
        database.rows("""
                insert into keys.foreign_key values ('nl-1', '7', 'Dad', 443, platform.now(), platform.now()),
                                                    ('nl-1', '%s', '', 443, platform.now(), platform.now())
                """.formatted(ours));
        database.rows("""
                insert into keys.key (id, user_id, state, version, cause, correlation, created_at, changed_at)
                values ($1, $1, 'REVOKED', 1, $1, $1, platform.now(), platform.now())
                """, UUID.fromString(ours));
        handle(
                remove("nl-1", "7"),
                remove("nl-1", "7"),
                remove("nl-1", "8"),
                remove("nl-2", "7"),
                remove("nl-1", ours));
        assertEquals(
                List.of(
                        "nl-1 v2 active true NOT_NOW",
                        "nl-1 v3 active true NO_SUCH_KEY",
                        "nl-2 v2 active false NO_SUCH_KEY",
                        "nl-1 v4 active true NOT_YOURS"),
                states());
        assertEquals(
                List.of("nl-1 7"),
                database.rows("select server_id || ' ' || key_id from keys.foreign_removal").stream()
                        .map(row -> row.text(0))
                        .toList());
    }

    private static Envelope<ServerCommand> remove(String server, String foreign) {
        return Envelope.command(
                Ids.next(),
                new RemoveForeignKey(new ServerId(server), foreign, RequestedBy.operator("ana")),
                Instant.EPOCH);
    }

    @SafeVarargs
    private void handle(Envelope<ServerCommand>... commands) {
        await(database.transactions().run(sql -> ServerCommands.handle(List.of(commands), sql)));
    }

    private static Envelope<ServerCommand> ask(String server, ServerMode mode) {
        return Envelope.command(
                Ids.next(),
                new ChangeServerMode(new ServerId(server), mode, RequestedBy.operator("ana")),
                Instant.EPOCH);
    }

    private String mode(String server) {
        return database.rows("select mode from keys.server where id = $1", server)
                .getFirst()
                .text(0);
    }

    private List<String> states() {
        return database.rows("""
                        select concat_ws(' ', aggregateid, 'v' || version, payload::jsonb ->> 'mode',
                                         payload::jsonb ->> 'room', coalesce(payload::jsonb ->> 'refusal', 'null'))
                          from keys.outbox order by seq
                        """).stream().map(row -> row.text(0)).toList();
    }
}
