package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.llavero.testkit.system.LlaveroSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time is the database's: what a process takes it to be changes nothing. */
@Tag("all")
class ClockFaultsIT {
    private static final Path COMPILER = Path.of("/usr/bin/cc");
    private static final Duration BESIDE = Duration.ofSeconds(3);
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeAWrongClock() throws IOException, InterruptedException {
        var compiles = COMPILER.toFile().canExecute();
        if (!compiles) System.err.println("SKIPPED, no clock can be put wrong: there is no C compiler");
        assumeTrue(compiles, "SKIPPED: there is no C compiler (Debian: gcc, libc6-dev)");
        try (var source = ClockFaultsIT.class.getResourceAsStream("wrong-clock.c")) {
            Files.copy(source, folder.resolve("wrong-clock.c"));
        }
        var compiler = new ProcessBuilder(
                        COMPILER.toString(), "-shared", "-fPIC", "-o", "wrong-clock.so", "wrong-clock.c", "-ldl")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertEquals(0, compiler.waitFor());
    }

    /** Beside one that goes right, and then alone. */
    @ParameterizedTest(name = "{0} days")
    @ValueSource(longs = {2, -2})
    void aProcessTwoDaysOffDoesTheSame(long days) {
        var wrong = Map.of(
                "LD_PRELOAD", folder.resolve("wrong-clock.so").toString(),
                "CLOCK_OFF_BY_SECONDS", Long.toString(Duration.ofDays(days).toSeconds()));
        Disturbed.by("an application's clock off by %d days".formatted(days), Disturbed.HEALED, gen -> {
            try (var other = SYSTEM.launch("clock-" + gen.word(4), wrong).awaitStarted()) {
                Elapsed.after(BESIDE);
                SYSTEM.running().stop();

                var ivan = new BotUser(SYSTEM.telegram().newUser("Ivan", "ru"));
                ivan.says("/start");
                ivan.presses(BotUser.GET_KEY);
                ivan.seesKey();
                assertTrue(other.process().isAlive());
                other.stop();
            }
            SYSTEM.running();
        });
    }
}
