package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.Topic;
import dev.llavero.testkit.backing.BackingProcesses;
import dev.llavero.testkit.outline.AccessKey;
import dev.llavero.testkit.system.Broker;
import dev.llavero.testkit.system.LlaveroSystem;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is put back to what it was; the log and the servers have gone on. */
@Tag("all")
class RestoreIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    @Test
    void whatTheLogKnowsComesBackAndNobodyActsBeforeItIsConfirmed() throws Exception {
        try (var backing = BackingProcesses.start(folder.resolve("backing"));
                var system = LlaveroSystem.apart(backing, folder.resolve("system"))) {
            system.broker().createTopics();
            rehearse(system);
        }
    }

    private void rehearse(LlaveroSystem system) throws Exception {
        var application = system.start("before");
        var stays = getsAKey(system, "Ana");
        var goes = getsAKey(system, "Berta");
        system.awaitRest(PATIENCE);
        application.stop();
        copy(system, "backup", "llavero");

        application = system.start("lost");
        var comes = getsAKey(system, "Clara");
        revokes(system, goes);
        new Operator(system).types("server", "hide", "de-1");
        var secret = onServer(system, comes).orElseThrow().password();
        system.awaitRest(PATIENCE);
        application.stop();
        copy(system, "llavero", "backup");
        system.database().change("insert into keys.restoring default values");
        var foreign = foreignKeyThatIsToGo(system);
        var told = told(system);

        application = system.start("after");
        await(system, "the log is read", "select (log_read_at is not null)::text from keys.restoring", "true");
        await(
                system,
                "each server is compared",
                "select count(*)::text from keys.reconciliation where compared_at is null",
                "0");
        assertEquals(
                List.of(List.of(stays, "ACTIVE", "2"), List.of(goes, "REVOKED", "4"), List.of(comes, "ACTIVE", "2")),
                List.of(row(system, stays), row(system, goes), row(system, comes)));
        assertEquals(told, told(system), "nothing was published");
        assertEquals(secret, onServer(system, comes).orElseThrow().password(), "no server was spoken to");
        assertTrue(onServer(system, foreign).isPresent(), "not about foreign keys either");

        // The commands that come again wait all the same.
        system.backing().postgres().kill();
        system.backing().postgres().restart();
        var operator = new Operator(system);
        assertTrue(operator.types("reconcile", "--dry-run").contains("2 keys came back from the log"));

        assertTrue(operator.types("reconcile", "--confirm").contains("go on"));
        await(system, "the servers agree", "select count(*)::text from keys.placement where due_at is not null", "0");
        assertEquals(Optional.empty(), onServer(system, goes));
        assertNotEquals(secret, onServer(system, comes).orElseThrow().password(), "its secret was lost");
        assertTrue(onServer(system, stays).isPresent());
        await(system, "what else was asked is done", "select count(*)::text from keys.foreign_removal", "0");
        assertEquals(Optional.empty(), onServer(system, foreign));

        revokes(system, stays);
        assertVersionsGoOn(Topic.KEYS_EVENTS, system);
        assertVersionsGoOn(Topic.SERVERS_STATE, system);
        system.awaitRest(PATIENCE);
        assertEquals(List.of(), system.database().rows("""
                        select id, k.mode, v.mode, k.version, v.version from keys.server k left join views.server_view v on server_id = id
                         where (k.mode, k.version) is distinct from (v.mode, v.version)
                        """));
        application.stop();
    }

    private static String getsAKey(LlaveroSystem system, String name) {
        var person = new BotUser(system.telegram().newUser(name, "es"));
        person.says("/start");
        person.presses(BotUser.GET_KEY);
        person.seesKey();
        return system.database()
                .rows(
                        "select key_id from bot.interaction where chat_id = ?",
                        person.telegram().id())
                .getFirst()
                .getFirst();
    }

    /** As an operator does: the person is not needed. */
    private static void revokes(LlaveroSystem system, String key) throws Exception {
        new Operator(system).types("key", "revoke", key);
        await(system, "revoked", "select state from keys.key where id = ?::uuid", "REVOKED", key);
    }

    /** The database was copied before the server was called. */
    private static String foreignKeyThatIsToGo(LlaveroSystem system) {
        var server = system.outlines().keySet().iterator().next();
        var foreign = system.outline(server).makeForeignKey("by hand").id();
        system.database()
                .change(
                        "insert into keys.foreign_removal (server_id, key_id, command, correlation, due_at)"
                                + " values (?, ?, gen_random_uuid(), gen_random_uuid(), platform.now())",
                        server,
                        foreign);
        return foreign;
    }

    private static Optional<AccessKey> onServer(LlaveroSystem system, String key) {
        return system.outlines().values().stream()
                .flatMap(server -> server.keys().stream())
                .filter(held -> held.id().equals(key))
                .findFirst();
    }

    private static List<String> row(LlaveroSystem system, String key) {
        return system.database()
                .rows("select id::text, state, version::text from keys.key where id = ?::uuid", key)
                .getFirst();
    }

    private static List<Broker.Seen> told(LlaveroSystem system) {
        return system.broker().all(Topic.KEYS_EVENTS);
    }

    /** A subscriber that drops repeats misses nothing and sees nothing twice. */
    private static void assertVersionsGoOn(Topic topic, LlaveroSystem system) {
        var versions = new HashMap<String, List<Long>>();
        system.broker().all(topic).forEach(seen -> versions.computeIfAbsent(seen.key(), key -> new ArrayList<>())
                .add(Long.parseLong(seen.headers().get("ce_sequence"))));
        versions.forEach((key, counted) ->
                assertEquals(LongStream.rangeClosed(1, counted.size()).boxed().toList(), counted, key));
    }

    private static void await(LlaveroSystem system, String what, String query, String wanted, Object... parameters) {
        var seen = system.awaitRows(query, rows -> rows.equals(List.of(List.of(wanted))), PATIENCE, parameters);
        assertEquals(List.of(List.of(wanted)), seen, what);
    }

    /** As a backup would: nobody is connected to either. */
    private static void copy(LlaveroSystem system, String to, String from) throws SQLException {
        var postgres = system.backing().postgres();
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "any");
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists %s with (force)".formatted(to));
            statement.execute("create database %s template %s".formatted(to, from));
        }
    }
}
