package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.testkit.backing.BackingProcesses;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.LlaveroSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker's disk is gone under a running application, and a new one begins at zero. */
@Tag("all")
class AnotherLogIT {
    /** So many that something was handled in nearly every partition. */
    private static final List<String> BEFORE =
            IntStream.range(0, 12).mapToObj(number -> "Ana " + number).toList();

    /** So few that the new log stays shorter. */
    private static final List<String> AFTER = List.of("Ines", "Juan", "Kim", "Lena");

    @TempDir
    Path folder;

    @Test
    void whatIsAskedForAfterwardsIsDone() throws Exception {
        try (var backing = BackingProcesses.start(folder.resolve("backing"));
                var system = LlaveroSystem.apart(backing, folder.resolve("system"))) {
            system.broker().createTopics();
            try (var application = system.start("before")) {
                BEFORE.forEach(name -> getsAKey(system, name));
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
                AFTER.forEach(name -> getsAKey(system, name));
                system.awaitRest(Disturbed.RESTARTED);
                Disturbed.note("the broker's disk is gone", Duration.ofNanos(System.nanoTime() - made));

                assertEquals(
                        List.of(),
                        Invariants.broken(system).stream()
                                .filter(one -> one.invariant().matches("[2349] .*"))
                                .toList());
                assertEquals(
                        BEFORE.size() + AFTER.size(),
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
