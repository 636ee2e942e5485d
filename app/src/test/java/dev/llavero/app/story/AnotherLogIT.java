package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.testkit.backing.BackingProcesses;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.LlaveroSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker's disk is gone under a running application, and a new one begins at zero. */
@Tag("all")
class AnotherLogIT {
    private static final List<String> PEOPLE = List.of("Ana", "Bob", "Carla", "Dmitri", "Eva", "Farid", "Gala", "Hugo");

    @TempDir
    Path folder;

    @Test
    void whatIsAskedForAfterwardsIsDone() throws Exception {
        try (var backing = BackingProcesses.start(folder.resolve("backing"))) {
            var system = LlaveroSystem.apart(backing, folder.resolve("system"));
            system.broker().createTopics();
            try (var application = system.start("before")) {
                PEOPLE.forEach(name -> getsAKey(system, name));
                system.awaitRest(Disturbed.HEALED);

                backing.kafka().kill();
                assertEquals(
                        0,
                        new ProcessBuilder(
                                        "rm",
                                        "-r",
                                        folder.resolve("backing/kafka").toString())
                                .inheritIO()
                                .start()
                                .waitFor());
                backing.kafka().restart();
                system.broker().createTopics();
                var made = System.nanoTime();
                // Fewer than before, so that in some partitions the log is shorter than what was handled.
                Stream.of("Ines", "Juan", "Kim").forEach(name -> getsAKey(system, name));
                system.awaitRest(Disturbed.RESTARTED);
                Disturbed.note("the broker's disk is gone", Duration.ofNanos(System.nanoTime() - made));

                assertEquals(
                        List.of(),
                        Invariants.broken(system).stream()
                                .filter(one -> one.invariant().matches("[2349] .*"))
                                .toList());
                assertEquals(
                        PEOPLE.size() + 3,
                        system.database()
                                .count("select count(*) from views.key_view where state = 'ACTIVE' and version = 2"));
                application.stop();
            }
        }
    }

    private static void getsAKey(LlaveroSystem system, String name) {
        var person = new BotUser(system.telegram().newUser(name, "en"));
        person.says("/start");
        person.presses(BotUser.GET_KEY);
        person.seesKey();
    }
}
