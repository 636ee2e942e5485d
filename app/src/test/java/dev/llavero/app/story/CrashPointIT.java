package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.llavero.contracts.Topic;
import dev.llavero.platform.crash.CrashPoint;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.Application;
import dev.llavero.testkit.system.LlaveroSystem;
import dev.llavero.testkit.telegram.TelegramMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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
    private static final Duration UNTIL_IT_STRIKES = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    /** That leases of the dead end by themselves is proved where copies are killed; here nobody waits for it. */
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(15);

    private static final List<String> CHANNELS =
            List.of("key-provisioner-key-commands-in", "bot-gateway-key-events-in", "projections-key-view-v1-in");
    private static final List<String> SCHEMAS = List.of("bot", "keys");
    private static final EnumSet<CrashPoint> AT_SERVERS =
            EnumSet.of(CrashPoint.TURN_CLAIMED, CrashPoint.SERVER_ANSWERED, CrashPoint.OUTCOME_COMMITTED);

    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    /** Every point at every place where it is passed on this path: a new point is tried as soon as it exists. */
    static Stream<String> everyStep() {
        return Only.of(Arrays.stream(CrashPoint.values())
                .flatMap(point -> places(point).map(place -> point.title() + place)));
    }

    private static Stream<String> places(CrashPoint point) {
        return switch (point) {
            case RELAY_READ, RELAY_PUBLISHED -> SCHEMAS.stream().map(schema -> "@" + schema);
            case BATCH_RECEIVED, BATCH_HANDLED, BATCH_COMMITTED ->
                CHANNELS.stream().map(channel -> "@" + channel);
            // The first of all, which answers the press, and the one that they wait for.
            case MESSAGE_CLAIMED, MESSAGE_SENT -> Stream.of("", "@Delivery");
            case UPDATES_RECEIVED, UPDATES_COMMITTED, TURN_CLAIMED, SERVER_ANSWERED, OUTCOME_COMMITTED -> Stream.of("");
        };
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
        disturbed(step, "throw", application -> awaitStrike(application, step));
    }

    @Tag("all")
    @ParameterizedTest(name = "three seconds at {0}")
    @MethodSource("everyStep")
    void aPauseBetweenTwoStepsLeavesOneKeyAndOneAnswer(String step) throws Exception {
        disturbed(step, "delay", application -> awaitStrike(application, step));
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
        assertOneKey(user, step);
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
        assertOneKey(user, step);
        assertOneAnswer(user, answer);
        assertTrue(welcome.id() <= answer.id());
    }

    private static void awaitStrike(Application application, String step) {
        var until = System.nanoTime() + UNTIL_IT_STRIKES.toNanos();
        while (!application.struck() && System.nanoTime() < until) {
            Elapsed.after(LOOK_AGAIN);
        }
        assertTrue(application.struck(), "the path never came by " + step);
    }

    private static void awaitDeath(Application application, String step) throws Exception {
        try {
            application.process().exit().get(UNTIL_IT_STRIKES.toSeconds(), TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException alive) {
            fail("the path never came by " + step, alive);
        }
        assertTrue(application.struck(), "died of something else: see " + application.log());
        SYSTEM.database().forward(LONGEST_LEASE);
    }

    /** Nothing waits anywhere, and every update is confirmed. */
    private static void awaitRest() {
        SYSTEM.awaitRest(Duration.ofSeconds(60));
        Invariants.demand(SYSTEM);
    }

    private static void assertOneKey(BotUser user, String step) {
        var keys = SYSTEM.database().rows("""
                        select k.id from keys.key k join bot.person p using (user_id)
                         where p.telegram_id = ?
                        """, user.telegram().id());
        assertEquals(1, keys.size(), "keys of the user after a kill at " + step);
        var id = keys.getFirst().getFirst();
        assertEquals(1, heldOn(id), "keys on the servers");
        var events = SYSTEM.broker().all(Topic.KEYS_EVENTS).stream()
                .filter(seen -> seen.key().equals(id))
                .toList();
        assertEquals(
                List.of("1", "2"),
                events.stream()
                        .map(seen -> seen.headers().get("ce_sequence"))
                        .distinct()
                        .toList(),
                "each version once (but for repeats), in order");
        assertEquals(
                2,
                events.stream()
                        .map(seen -> seen.headers().get("ce_id"))
                        .distinct()
                        .count(),
                "one event a version");
    }

    private static long heldOn(String key) {
        var onOutline = SYSTEM.outlines().values().stream()
                .flatMap(outline -> outline.keys().stream())
                .filter(held -> held.id().equals(key));
        var onWireGuard = SYSTEM.agents().values().stream()
                .flatMap(agent -> agent.held().stream())
                .filter(peer -> peer.key().value().equals(key));
        return onOutline.count() + onWireGuard.count();
    }

    /** The menu is edited in place, so a repeated answer shows nothing new; never two messages with a key. */
    private static void assertOneAnswer(BotUser user, TelegramMessage answer) {
        var answers = user.telegram().chat().messages().stream()
                .filter(message -> message.fromBot() && !message.deleted() && BotUser.key(message) != null)
                .count();
        assertTrue(answers >= 1 && answers <= 2, "a second answer only after a crash, but there are " + answers);
    }
}
