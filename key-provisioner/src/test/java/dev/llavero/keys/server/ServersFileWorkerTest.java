package dev.llavero.keys.server;

import static dev.llavero.keys.KeysDatabase.await;
import static dev.llavero.keys.server.ServersFolder.server;
import static dev.llavero.keys.server.ServersFolder.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.ServerId;
import dev.llavero.keys.KeysDatabase;
import dev.llavero.keys.restore.Hold;
import dev.llavero.keys.server.ServersFileWorker.Standing;
import dev.llavero.platform.vault.Vault;
import dev.llavero.platform.work.Nudges;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersFileWorkerTest {
    @TempDir
    Path temp;

    private final KeysDatabase database = new KeysDatabase();
    private final Hold hold = new Hold(database.transactions(), new UnheardNudges());
    private final List<String> log = new ArrayList<>();
    private final Handler listener = new Listener();
    private final Logger logger = Logger.getLogger(ServersFileWorker.class.getName());
    private ServersFolder folder;
    private Vault vault;
    private ServersFileWorker worker;

    @BeforeEach
    void start() {
        folder = new ServersFolder(temp);
        vault = new Vault(Optional.of(folder.masterKey()));
        worker = newWorker();
        logger.addHandler(listener);
    }

    @AfterEach
    void close() {
        logger.removeHandler(listener);
        database.close();
    }

    @Test
    void aFirstFileMakesPlacesServersTurnsAccessesAndStates() {
        folder.write(with(server("nl-1"), server("nl-2", "state: hidden")));
        work();
        assertEquals(List.of("nl-1 ACTIVE ACTIVE 1", "nl-2 HIDDEN HIDDEN 1"), servers());
        assertEquals(List.of("nl-1 v1 active true", "nl-2 v1 hidden false"), states());
        assertEquals(2, number("select count(*) from keys.server_turn"));
        var access =
                await(vault.serverAccess(database.sql(), new ServerId("nl-1"))).orElseThrow();
        assertTrue(access.reveal().contains("apiUrl:https://203.0.113.7:8443/" + ServersFolder.SECRET + "-nl-1"));
        assertTrue(
                log.contains("Server nl-1: new, outline at nl-1.example.org in nl for 1000 keys, active"),
                log.toString());
    }

    @Test
    void aStateSaysEverythingOfItsServerAndNothingSecret() {
        folder.write(with(server("nl-1")));
        work();
        var payload =
                database.rows("select payload from keys.outbox").getFirst().text(0);
        assertEquals("""
                {"serverId":"nl-1","protocol":"outline","location":"nl",\
                "locationNames":{"en":"Netherlands","es":"Países Bajos"},"flag":"🇳🇱","host":"nl-1.example.org",\
                "capacity":1000,"room":true,"mode":"active","managedBy":"file"}""", payload);
    }

    @Test
    void theSameFileAgainChangesNothing() {
        folder.write(with(server("nl-1")));
        work();
        worker = newWorker();
        work();
        assertEquals(List.of("nl-1 v1 active true"), states());
    }

    @Test
    void whatBecameOfTheFileCanBeAsked() {
        assertEquals(new Standing.NotRead(), worker.standing());
        folder.write(with(server("nl-1")));
        work();
        assertEquals(new Standing.Applied(1), worker.standing());
        change(with(server("nl-1", "capacity: 0")));
        assertEquals(
                new Standing.Refused(1, "servers.yaml:10: capacity: should be a whole number of keys from 1 to 100000"),
                worker.standing());
    }

    @Test
    void severalReplicasThatStartAtOnceMakeOneState() {
        folder.write(with(server("nl-1"), server("nl-2")));
        var replicas = List.of(newWorker(), newWorker(), newWorker(), newWorker());
        await(Uni.join()
                .all(replicas.stream().map(ServersFileWorker::work).toList())
                .andFailFast());
        assertEquals(List.of("nl-1 v1 active true", "nl-2 v1 active true"), states());
    }

    @Test
    void aChangeIsAppliedOnceItIsStill() {
        folder.write(with(server("nl-1")));
        work();
        folder.write(with(server("nl-1", "capacity: 5", "host: other.example.org")));
        assertEquals(Duration.ofMillis(500), await(worker.work()));
        assertEquals(1, states().size());
        work();
        assertEquals(List.of("nl-1 v1 active true", "nl-1 v2 active true"), states());
        assertTrue(
                log.contains("Server nl-1: host nl-1.example.org → other.example.org, capacity 1000 → 5"),
                log.toString());
    }

    @Test
    void lessCapacityThanKeysLeavesNoRoom() {
        folder.write(with(server("nl-1")));
        work();
        await(database.sql().update("update keys.server set reserved = 10"));
        change(with(server("nl-1", "capacity: 10")));
        assertEquals("nl-1 v2 active false", states().getLast());
        assertEquals(10, number("select reserved from keys.server"));
    }

    @Test
    void aMistakeChangesNothingAndIsToldOnce() {
        folder.write(with(server("nl-1")));
        work();
        change(with(server("nl-1", "capacity: 0"), server("nl-2", "host: a b")));
        work();
        assertEquals(List.of("nl-1 v1 active true"), states());
        assertEquals(
                List.of("""
                        SERVERS_FILE has mistakes, so nothing of it was applied:
                          %1$s:10: capacity: should be a whole number of keys from 1 to 100000
                          %1$s:14: host: should be a host name alone, such as nl1.example.org: no https://, port or path""".formatted(folder.file())),
                log.stream().filter(line -> line.contains("mistakes")).toList());
    }

    @Test
    void aServerThatIsNoLongerInTheFileIsHiddenAndComesBack() {
        folder.write(with(server("nl-1"), server("nl-2")));
        work();
        change(with(server("nl-2")));
        assertEquals(List.of("nl-1 HIDDEN HIDDEN 2", "nl-2 ACTIVE ACTIVE 1"), servers());
        assertTrue(
                log.contains("Server nl-1 is no longer in the file: it is hidden now."
                        + " To take it out, write 'state: removed'"),
                log.toString());
        change(with(server("nl-1"), server("nl-2")));
        assertEquals(List.of("nl-1 ACTIVE ACTIVE 3", "nl-2 ACTIVE ACTIVE 1"), servers());
    }

    @Test
    void onlyTheWordRemovedTakesAServerOut() {
        folder.write(with(server("nl-1")));
        work();
        change(ServersFolder.PLACES + "servers:\n  - {id: nl-1, state: removed}\n");
        assertEquals("nl-1 v2 removed false", states().getLast());
        change(ServersFolder.PLACES + "servers: []\n");
        assertEquals(2, states().size());
    }

    @Test
    void aCommandedModeOutlivesOtherChangesOfTheFile() {
        folder.write(with(server("nl-1")));
        work();
        await(database.sql().update("update keys.server set mode = 'DRAINING'"));
        change(with(server("nl-1", "capacity: 9"), server("nl-2")));
        assertEquals("nl-1 DRAINING ACTIVE 2", servers().getFirst());
        assertTrue(log.contains("Server nl-1 stays draining, as was commanded; the file says active"), log.toString());
        change(with(server("nl-1", "capacity: 9", "state: hidden"), server("nl-2")));
        assertEquals("nl-1 HIDDEN HIDDEN 3", servers().getFirst());
    }

    @Test
    void aNewAccessReplacesTheOldAndHastensWhatWaits() {
        folder.write(with(server("nl-1")));
        work();
        await(database.sql()
                .update("update keys.server_turn set fails = 7, due_at = platform.now() + interval '1 hour'"));
        change(with(server("nl-1", "api-url: https://203.0.113.9/newsecret")));
        var access =
                await(vault.serverAccess(database.sql(), new ServerId("nl-1"))).orElseThrow();
        assertTrue(access.reveal().contains("https://203.0.113.9/newsecret"));
        assertEquals(0, number("select fails from keys.server_turn"));
        assertEquals(1, number("select count(*) from keys.server_turn where due_at <= platform.now()"));
        assertEquals(1, states().size());
        assertTrue(log.contains("Server nl-1: access stored"), log.toString());
    }

    @Test
    void aChangedAccessFileIsNoticed() {
        folder.write(
                "access.txt",
                "certSha256:%s\napiUrl:%s\n".formatted(ServersFolder.CERT, ServersFolder.URL),
                "rw-------");
        folder.write(with(server("nl-1", "api-url: -", "cert-sha256: -", "api-url-file: access.txt")));
        work();
        folder.write(
                "access.txt",
                "certSha256:%s\napiUrl:%s\n".formatted(ServersFolder.CERT, ServersFolder.URL + "2"),
                "rw-------");
        settle();
        var access =
                await(vault.serverAccess(database.sql(), new ServerId("nl-1"))).orElseThrow();
        assertTrue(access.reveal().contains(ServersFolder.URL + "2"));
    }

    @Test
    void aFileThatOthersCanReadIsRefusedUntilItIsClosedToThem() {
        folder.write("servers.yaml", with(server("nl-1")), "rw-r--r--");
        work();
        assertEquals(List.of(), servers());
        assertTrue(log.getLast().endsWith("servers.yaml: can be read by others: chmod 600 it"), log.toString());
        change(with(server("nl-1")));
        assertEquals(1, servers().size());
    }

    @Test
    void aMissingFileIsToldAndTakenWhenItComes() {
        work();
        assertTrue(log.getLast().endsWith("servers.yaml: is missing"), log.toString());
        change(with(server("nl-1")));
        assertEquals(1, servers().size());
    }

    @Test
    void aServerOfACommandIsNeverTouched() {
        folder.write(with(server("nl-1")));
        work();
        await(database.sql().update("update keys.server set managed_by = 'COMMAND', file_says = null"));
        change(with(server("nl-2"), server("nl-1", "capacity: 3")));
        assertEquals(List.of("nl-1 ACTIVE null 1"), servers());
        assertTrue(
                log.getLast().endsWith("servers.yaml:11: id: 'nl-1' is managed by commands: give this one another id"),
                log.toString());
        change(with(server("nl-2")));
        assertEquals(List.of("nl-1 ACTIVE null 1", "nl-2 ACTIVE ACTIVE 1"), servers());
    }

    @Test
    void aPlaceThatIsCalledOtherwiseIsToldOfAllItsServers() {
        folder.write(with(server("nl-1"), server("nl-2")));
        work();
        change(with(server("nl-1"), server("nl-2")).replace("Netherlands", "Holland"));
        assertEquals(4, states().size());
        assertEquals(2, number("select count(*) from keys.outbox where payload like '%Holland%'"));
    }

    @Test
    void nothingIsAppliedBeforeTheLogIsRead() {
        folder.write(with(server("nl-1")));
        await(database.sql().update("insert into keys.restoring default values"));
        work();
        assertEquals(List.of(), servers());
        await(database.sql().update("update keys.restoring set log_read_at = platform.now()"));
        work();
        assertEquals(List.of("nl-1 ACTIVE ACTIVE 1"), servers());
    }

    @Test
    void anOlderDatabaseIsToldAgain() {
        folder.write(with(server("nl-1"), server("nl-2")));
        work();
        await(database.sql().update("delete from keys.server_turn where server_id = 'nl-2'"));
        await(database.sql().update("delete from keys.server where id = 'nl-2'"));
        await(hold.found());
        await(database.sql().update("delete from keys.restoring"));
        work();
        assertEquals(List.of("nl-1 ACTIVE ACTIVE 1", "nl-2 ACTIVE ACTIVE 1"), servers());
    }

    @Test
    void noSecretIsLogged() {
        folder.write(with(server("nl-1"), server("nl-2", "capacity: 0")));
        work();
        change(with(server("nl-1"), server("nl-2")));
        assertFalse(log.toString().contains(ServersFolder.SECRET), log.toString());
    }

    private ServersFileWorker newWorker() {
        var rows = new ServersFileRows(database.transactions(), vault);
        return new ServersFileWorker(folder.file(), false, hold, rows, () -> {}, database.vertx());
    }

    private void work() {
        await(worker.work());
    }

    private void change(String text) {
        folder.write(text);
        settle();
    }

    /** Once to see that something has changed, once more to see that it is still. */
    private void settle() {
        work();
        work();
    }

    private List<String> servers() {
        return database
                .rows(
                        "select concat_ws(' ', id, mode, coalesce(file_says, 'null'), version) from keys.server order by id")
                .stream()
                .map(row -> row.text(0))
                .toList();
    }

    private List<String> states() {
        return database.rows("""
                        select concat_ws(' ', aggregateid, 'v' || version, payload::jsonb ->> 'mode', payload::jsonb ->> 'room')
                          from keys.outbox order by seq
                        """).stream().map(row -> row.text(0)).toList();
    }

    private long number(String query) {
        return database.rows(query).getFirst().number(0);
    }

    private static final class UnheardNudges extends Nudges {
        @Override
        public void send(String nudge) {}
    }

    private final class Listener extends Handler {
        @Override
        public void publish(LogRecord line) {
            log.add(
                    line instanceof org.jboss.logmanager.ExtLogRecord ext
                            ? ext.getFormattedMessage()
                            : line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
