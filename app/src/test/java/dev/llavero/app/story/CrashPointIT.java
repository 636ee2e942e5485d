package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.platform.crash.CrashPoint;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.Application;
import dev.llavero.testkit.system.LlaveroSystem;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Between every two steps from the tap to the key the process dies and is started again, or fails, or stands still: one key on the
 * servers, one answer in the chat, nothing left over.
 */
class CrashPointIT {
    private static final EnumSet<CrashPoint> AT_SERVERS =
            EnumSet.of(CrashPoint.TURN_CLAIMED, CrashPoint.SERVER_ANSWERED, CrashPoint.OUTCOME_COMMITTED);

    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    static Stream<String> everyStep() {
        return Only.of(Step.all());
    }

    @ParameterizedTest(name = "killed at {0}")
    @MethodSource("everyStep")
    void aKillBetweenTwoStepsLeavesOneKeyAndOneAnswer(String step) throws Exception {
        disturbed(step, "halt", application -> awaitDeath(application, step));
    }

    @Tag("all")
    @ParameterizedTest(name = "an exception at {0}")
    @MethodSource("everyStep")
    void anExceptionBetweenTwoStepsLeavesOneKeyAndOneAnswer(String step) throws Exception {
        disturbed(step, "throw", application -> Step.awaitStruck(step, application));
    }

    @Tag("all")
    @ParameterizedTest(name = "three seconds at {0}")
    @MethodSource("everyStep")
    void aPauseBetweenTwoStepsLeavesOneKeyAndOneAnswer(String step) throws Exception {
        disturbed(step, "delay", application -> Step.awaitStruck(step, application));
    }

    /** Those at which it matters what kind of server it is. */
    static Stream<String> everyServerStep() {
        return Only.of(AT_SERVERS.stream().map(CrashPoint::title));
    }

    @Tag("all")
    @ParameterizedTest(name = "WireGuard, killed at {0}")
    @MethodSource("everyServerStep")
    void aKillLeavesOnePeerAndOneAnswer(String step) throws Exception {
        SYSTEM.running();
        var user = new BotUser(SYSTEM.telegram().newUser("WireGuard, halt at " + step, "en"));
        user.says("/start");
        user.seesButton(BotUser.GET_KEY);

        var application = SYSTEM.running().armed(step + ":halt");
        user.asksForWireGuard("nl");
        awaitDeath(application, step);
        SYSTEM.running();

        user.seesButton(BotUser.GET_FILE);
        awaitRest();
        OneKey.of(user, SYSTEM);
    }

    /** What comes by between an operator's wish about a server and the list that shows it, and nowhere between a tap and its key. */
    static Stream<String> everyStepToAServer() {
        return Only.of(Stream.of("key-provisioner-server-commands-in", "projections-server-view-v1-in")
                .flatMap(channel -> Stream.of(CrashPoint.BATCH_HANDLED, CrashPoint.BATCH_COMMITTED)
                        .map(point -> point.title() + "@" + channel)));
    }

    @Tag("all")
    @ParameterizedTest(name = "a server is hidden, killed at {0}")
    @MethodSource("everyStepToAServer")
    void aKillLosesNoWishAboutAServer(String step) throws Exception {
        var operator = new Operator(SYSTEM);
        var application = SYSTEM.running().armed(step + ":halt");
        var hiding = new FutureTask<>(() -> operator.types("server", "hide", "de-1"));
        Thread.ofPlatform().daemon().start(hiding);
        awaitDeath(application, step);
        SYSTEM.running();

        hiding.get(BotUser.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        awaitMode("HIDDEN");
        operator.types("server", "activate", "de-1");
        awaitMode("ACTIVE");
        awaitRest();
    }

    private static void awaitMode(String mode) {
        var wanted = List.of(List.of(mode));
        assertEquals(
                wanted,
                SYSTEM.awaitRows(
                        "select mode from views.server_view where server_id = 'de-1'",
                        wanted::equals,
                        BotUser.PATIENCE));
    }

    private interface Strike {
        void await(Application application) throws Exception;
    }

    private static void disturbed(String step, String mode, Strike strike) throws Exception {
        SYSTEM.running();
        var user = new BotUser(SYSTEM.telegram().newUser(mode + " at " + step, "en"));
        user.says("/start");
        var welcome = user.seesButton(BotUser.GET_KEY);

        var application = SYSTEM.running().armed(step + ":" + mode);
        user.presses(BotUser.GET_KEY);
        strike.await(application);
        SYSTEM.running();

        var answer = user.seesKey();
        awaitRest();
        OneKey.of(user, SYSTEM);
        OneKey.told(user);
        assertTrue(welcome.id() <= answer.id());
    }

    private static void awaitDeath(Application application, String step) throws Exception {
        Step.awaitDeath(step, application);
        SYSTEM.database().forward(Step.LONGEST_LEASE);
    }

    /** Nothing waits anywhere, and every update is confirmed. */
    private static void awaitRest() {
        SYSTEM.awaitRest(Duration.ofSeconds(60));
        Invariants.demand(SYSTEM);
    }
}
