package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.contracts.Topic;
import dev.llavero.testkit.backing.BackingProcesses;
import dev.llavero.testkit.invariant.Broken;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.outline.AccessKey;
import dev.llavero.testkit.system.Application;
import dev.llavero.testkit.system.Broker;
import dev.llavero.testkit.system.LlaveroSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database comes back from a copy that knows less than the broker and the servers. */
@Tag("all")
class OlderDatabaseIT {
    private static final String ACTIVE = "select key_id from views.key_view where state = 'ACTIVE' order by created_at";

    @TempDir
    Path folder;

    @Test
    void whatTheLogKnowsComesBack() throws Exception {
        aStory("database from an older copy", (backing, system, application) -> {
            application.stop();
            restored(backing);
            return system.start("after");
        });
    }

    /** Nobody tells the consumers: they have read what the database does not know of, and are not assigned anew. */
    @Test
    void alsoUnderAnApplicationThatGoesOn() throws Exception {
        aStory("database from an older copy, under a running application", (backing, system, application) -> {
            restored(backing);
            return application;
        });
    }

    /** A key's server need not be in the copy, nor in the servers file of now. */
    @Test
    void alsoOnServersThatTheCopyDoesNotKnow() throws Exception {
        try (var backing = BackingProcesses.start(folder.resolve("backing"));
                var system = LlaveroSystem.apart(backing, folder.resolve("system"))) {
            system.broker().createTopics();
            var application = system.start("before");
            var ana = new BotUser(system.telegram().newUser("Ana", "en"));
            ana.says("/start");
            ana.seesButton(BotUser.GET_KEY);
            system.awaitRest(Disturbed.HEALED);
            copied(backing);
            system.addOutline("es-1", Disturbed.RESTARTED);
            system.addOutline("fr-1", BotUser.PATIENCE);
            var named = makesAnother(ana, system, "es");
            var unnamed = makesAnother(ana, system, "fr");
            system.named("fr-1", false, BotUser.PATIENCE);
            system.awaitRest(Disturbed.HEALED);

            restored(backing);
            awaitActive(named, system);
            awaitActive(unnamed, system);
            system.awaitRows("select 1 from keys.restoring", List::isEmpty, Disturbed.RESTARTED);
            system.awaitRows(
                    "select 1 from keys.placement where key_id = ?::uuid and due_at is null",
                    rows -> !rows.isEmpty(),
                    Disturbed.RESTARTED,
                    named);
            var bob = new BotUser(system.telegram().newUser("Bob", "en"));
            bob.says("/start");
            bob.presses(BotUser.GET_KEY);
            bob.seesKey();
            system.named("fr-1", true, Disturbed.RESTARTED);
            system.awaitRest(Disturbed.RESTARTED);

            assertEquals(List.of(), aboutServers(Invariants.broken(system)));
            assertEquals(List.of(), viewsThatDiffer(system));
            assertEquals(List.of(), serverViewsThatDiffer(system));
            for (var key : List.of(named, unnamed)) {
                assertEquals(held(system, key).password(), shownTo(ana, key));
                assertEquals(List.of("1", "2"), versionsToldOf(key, system));
            }
            application.stop();
        }
    }

    /** @return the application that runs after it */
    private interface Restore {
        Application under(BackingProcesses backing, LlaveroSystem system, Application application) throws Exception;
    }

    private void aStory(String name, Restore restore) throws Exception {
        try (var backing = BackingProcesses.start(folder.resolve("backing"));
                var system = LlaveroSystem.apart(backing, folder.resolve("system"))) {
            system.broker().createTopics();
            var first = system.start("before");
            var ana = new BotUser(system.telegram().newUser("Ana", "en"));
            ana.says("/start");
            ana.presses(BotUser.GET_KEY);
            ana.seesKey();
            system.awaitRest(Disturbed.HEALED);
            copied(backing);
            var key = makesAnother(ana, system, "nl");

            var restored = System.nanoTime();
            var application = restore.under(backing, system, first);
            var bob = new BotUser(system.telegram().newUser("Bob", "en"));
            bob.says("/start");
            bob.presses(BotUser.GET_KEY);
            bob.seesKey();
            awaitActive(key, system);
            system.awaitRest(Disturbed.RESTARTED);
            Disturbed.note(name, Duration.ofNanos(System.nanoTime() - restored));

            assertEquals(List.of(), aboutServers(Invariants.broken(system)));
            assertEquals(List.of(), viewsThatDiffer(system));
            assertEquals(held(system, key).password(), shownTo(ana, key));
            assertEquals(List.of("1", "2"), versionsToldOf(key, system));
            application.stop();
        }
    }

    private static String makesAnother(BotUser ana, LlaveroSystem system, String place) {
        var before = active(system).size();
        ana.asksForOutline(place);
        var keys = system.awaitRows(ACTIVE, rows -> rows.size() == before + 1, BotUser.PATIENCE);
        system.awaitRest(Disturbed.HEALED);
        return keys.getLast().getFirst();
    }

    private static List<List<String>> active(LlaveroSystem system) {
        return system.database().rows(ACTIVE);
    }

    private static void awaitActive(String key, LlaveroSystem system) {
        var seen = system.awaitRows(
                "select 1 from keys.key where id = ?::uuid and state = 'ACTIVE'",
                rows -> !rows.isEmpty(),
                Disturbed.RESTARTED,
                key);
        assertEquals(1, seen.size(), key);
    }

    /** Whatever was committed; a copy of a database that was killed is one that recovers. */
    private void copied(BackingProcesses backing) throws Exception {
        backing.postgres().kill();
        run("cp", "-a", "backing/postgres", "copy");
        backing.postgres().restart();
    }

    private void restored(BackingProcesses backing) throws Exception {
        backing.postgres().kill();
        run("rm", "-r", "backing/postgres");
        run("cp", "-a", "copy", "backing/postgres");
        backing.postgres().restart();
    }

    private void run(String... command) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .inheritIO()
                        .start()
                        .waitFor());
    }

    private static List<Broken> aboutServers(List<Broken> broken) {
        return broken.stream()
                .filter(one -> one.invariant().matches("2 at most one key.*|[34] .*"))
                .toList();
    }

    private static List<List<String>> viewsThatDiffer(LlaveroSystem system) {
        return system.database().rows("""
                select k.id, k.state, v.state, k.server_id, v.server_id, k.port, v.port
                  from keys.key k left join views.key_view v on v.key_id = k.id
                 where (k.state, k.server_id, k.port, k.version) is distinct from (v.state, v.server_id, v.port, v.version)
                """);
    }

    private static List<List<String>> serverViewsThatDiffer(LlaveroSystem system) {
        return system.database().rows("""
                select k.id, k.mode, v.mode, k.version, v.version
                  from keys.server k left join views.server_view v on v.server_id = k.id
                 where (k.mode, k.version) is distinct from (v.mode, v.version)
                """);
    }

    private static AccessKey held(LlaveroSystem system, String key) {
        return system.outlines().values().stream()
                .flatMap(outline -> outline.keys().stream())
                .filter(held -> held.id().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** The password in the link of this key. */
    private static String shownTo(BotUser ana, String key) {
        var list = ana.telegram()
                .chat()
                .awaitMessageAfter(
                        ana.says("/keys").change(),
                        message -> BotUser.has(message, BotUser.OPEN_KEY),
                        BotUser.PATIENCE);
        var newest = list.buttons().stream()
                .filter(BotUser.does(BotUser.OPEN_KEY).and(button -> BotUser.isAbout(button, key)))
                .findFirst()
                .orElseThrow();
        var card = ana.telegram()
                .chat()
                .awaitMessageAfter(
                        newest.press().change(), message -> BotUser.has(message, BotUser.SHOW), BotUser.PATIENCE);
        var link = BotUser.key(ana.telegram()
                .chat()
                .awaitMessageAfter(
                        card.button(BotUser.does(BotUser.SHOW)).press().change(),
                        message -> BotUser.key(message) != null,
                        BotUser.PATIENCE));
        var user = new String(
                Base64.getUrlDecoder().decode(link.substring("ss://".length(), link.indexOf('@'))),
                StandardCharsets.UTF_8);
        return user.substring(user.indexOf(':') + 1);
    }

    private static List<String> versionsToldOf(String key, LlaveroSystem system) {
        return system.broker().all(Topic.KEYS_EVENTS).stream()
                .filter(event -> event.key().equals(key))
                .map(Broker.Seen::headers)
                .map(headers -> headers.get("ce_sequence"))
                .toList();
    }
}
