package dev.llavero.app.story;

import dev.llavero.testkit.Gen;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.Application;
import dev.llavero.testkit.system.LlaveroSystem;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of two applications the one that is at work freezes between two steps, with its leases, locks and open transaction; the other takes
 * over; then the first wakes in the midst of what it did, and knows nothing of it.
 */
@Tag("all")
class ZombieIT {
    private static final Duration REST = Duration.ofSeconds(60);

    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    private static Application second;

    @BeforeAll
    static void two() {
        SYSTEM.running();
        second = SYSTEM.start("heir");
    }

    @AfterAll
    static void one() {
        second.stop();
    }

    /** {@code -Dllavero.only} tells which, also of the places that this run leaves out. */
    static Stream<String> steps() {
        return Only.isAsked() ? Only.of(Step.all()) : Step.somewhere(Gen.of(System.nanoTime()));
    }

    @ParameterizedTest(name = "frozen at {0}")
    @MethodSource("steps")
    void whoWakesAfterItsWorkWasTakenOverDoesNoHarm(String step) throws Exception {
        var first = SYSTEM.running();
        var user = new BotUser(SYSTEM.telegram().newUser("frozen at " + step, "en"));
        user.says("/start");
        user.seesButton(BotUser.GET_KEY);

        first.armed(step + ":delay");
        second.armed(step + ":delay");
        user.presses(BotUser.GET_KEY);
        var zombie = Step.awaitStruck(step, first, second);
        zombie.process().freeze();
        first.disarmed();
        second.disarmed();
        SYSTEM.database().forward(Step.LONGEST_LEASE);

        try {
            user.seesKey();
        } finally {
            zombie.process().thaw();
        }
        // It has found out what has become of its connections and its part of the topics.
        zombie.awaitReady();
        SYSTEM.awaitRest(REST);
        OneKey.of(user, SYSTEM);
        OneKey.told(user);
        Invariants.demand(SYSTEM);
    }
}
