package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.platform.crash.CrashPoint;
import dev.llavero.testkit.Gen;
import dev.llavero.testkit.system.Application;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The crash points between a tap and its key, each at every place where that path comes by. */
final class Step {
    static final Duration UNTIL_IT_STRIKES = Duration.ofSeconds(30);

    /** That leases of the dead end by themselves is proved where copies are killed; here nobody waits for it. */
    static final Duration LONGEST_LEASE = Duration.ofSeconds(15);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final List<String> CHANNELS =
            List.of("key-provisioner-key-commands-in", "bot-gateway-key-events-in", "projections-key-view-v1-in");
    private static final List<String> SCHEMAS = List.of("bot", "keys");

    private Step() {}

    /** A new point is tried as soon as it exists. */
    static Stream<String> all() {
        return Arrays.stream(CrashPoint.values()).flatMap(point -> places(point).map(place -> point.title() + place));
    }

    /** Each point at one of its places, another from run to run. */
    static Stream<String> somewhere(Gen gen) {
        return Arrays.stream(CrashPoint.values())
                .map(point -> point.title() + gen.oneOf(places(point).toList()));
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

    static void awaitDeath(String step, Application armed) throws Exception {
        try {
            armed.process().exit().get(UNTIL_IT_STRIKES.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException alive) {
            throw new AssertionError("the path never came by " + step, alive);
        }
        assertTrue(armed.struck(), "died of something else: see " + armed.log());
    }

    /** @return the first of these that came by */
    static Application awaitStruck(String step, Application... armed) {
        var until = System.nanoTime() + UNTIL_IT_STRIKES.toNanos();
        while (System.nanoTime() < until) {
            var struck = Stream.of(armed).filter(Application::struck).findFirst();
            if (struck.isPresent()) {
                return struck.get();
            }
            Elapsed.after(LOOK_AGAIN);
        }
        throw new AssertionError("the path never came by " + step);
    }
}
