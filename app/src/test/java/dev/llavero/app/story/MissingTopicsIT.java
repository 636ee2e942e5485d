package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.llavero.testkit.backing.BackingProcesses;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.LlaveroSystem;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody has started the application before the topics were made. */
@Tag("all")
class MissingTopicsIT {
    @TempDir
    Path folder;

    @Test
    void whatIsAskedForWaitsUntilThereAreTopics() {
        try (var backing = BackingProcesses.start(folder.resolve("backing"));
                var system = LlaveroSystem.apart(backing, folder.resolve("system"))) {
            try (var application = system.start("too-early")) {
                var ana = new BotUser(system.telegram().newUser("Ana", "es"));
                ana.says("/start");
                ana.presses(BotUser.GET_KEY);
                var waiting =
                        system.awaitRows("select type from bot.outbox", rows -> !rows.isEmpty(), BotUser.PATIENCE);
                assertFalse(waiting.isEmpty(), "the command waits");

                system.broker().createTopics();
                var made = System.nanoTime();
                ana.seesKey();
                system.awaitRest(Disturbed.HEALED);
                Disturbed.note("no topics at the start", Duration.ofNanos(System.nanoTime() - made));
                Invariants.demand(system);
                application.stop();
            }
        }
    }
}
