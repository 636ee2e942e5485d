package dev.llavero.benchmarks;

import dev.llavero.benchmarks.contender.Audience;
import dev.llavero.benchmarks.contender.ChatWatch;
import dev.llavero.benchmarks.contender.DirectBot;
import dev.llavero.benchmarks.contender.HopsAndCall;
import dev.llavero.benchmarks.contender.LlaveroApp;
import dev.llavero.benchmarks.measure.Latencies;
import dev.llavero.benchmarks.measure.Moment;
import dev.llavero.benchmarks.measure.Stopwatch;
import dev.llavero.benchmarks.measure.Work;
import dev.llavero.benchmarks.report.Quantity;
import dev.llavero.benchmarks.report.Ratio;
import dev.llavero.benchmarks.report.Round;
import dev.llavero.testkit.outline.CallFault;
import dev.llavero.testkit.outline.OutlineSimulator;
import dev.llavero.testkit.system.LlaveroSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * H2. How long it takes from a pressed button to the key in the chat at 30 commands a second, when all is well and when the
 * server of another place does not answer.
 */
final class UpdateToKey implements Benchmark {
    private static final double PER_SECOND = 30;
    private static final Duration SERVER_LATENCY = Duration.ofMillis(8);

    /** While another server hangs, one in so many wants a key just there. */
    private static final int HANGING_ONE_IN = 10;

    private static final Duration WITH_HANGING = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final int COMMAND_BYTES = 250;

    private static final double WARM_UP_PER_SECOND = 60;
    private static final int WARM_UP_KEYS = 3_000;

    private static final String WELL = "all is well";
    private static final String HANGING = "another server hangs";
    private static final Quantity SLOWEST = new Quantity(WELL + " p99", LlaveroApp.NAME, "ms");
    private static final Quantity SLOWEST_HANGING = new Quantity(HANGING + " p99", LlaveroApp.NAME, "ms");
    private static final String OVER_LIMIT = "Llavero, over the limit";

    private final Size size;
    private final LlaveroSystem system = LlaveroSystem.shared();
    private final OutlineSimulator server = system.outline("nl-1");
    private final OutlineSimulator other = system.outline("de-1");
    private final Audience ours;
    private final LlaveroApp llavero;
    private final DirectBot peer;
    private final Audience theirs;
    private final HopsAndCall hops;
    private final Turns turns = new Turns(
            this::llaveroWell,
            this::hopsAndCall,
            this::directBotWell,
            this::llaveroHanging,
            this::directBotHanging,
            this::oneAtATimeHanging);

    UpdateToKey(Repository repository, Size size) {
        this.size = size;
        ours = Audience.gather(system.telegram(), LlaveroApp.botApi(system), commands());
        peer = DirectBot.start(repository.peers(), system.folder(), system.outlines());
        theirs = Audience.gather(peer.telegram().telegram(), peer.botApi(), commands());
        hops = new HopsAndCall(system, server);
        // Telegram's 30 messages a second are not what is measured: a key takes two.
        llavero = LlaveroApp.start(system, Map.of("TELEGRAM_MESSAGES_PER_SECOND", "1000"));
        latencies();
        meetFirst();
        if (size.warmUps() > 0) warmUp();
    }

    private void latencies() {
        server.latency(SERVER_LATENCY);
        other.latency(SERVER_LATENCY);
    }

    /** One key through all of it, so that nobody is measured while it connects. */
    private void meetFirst() {
        var chats = new ChatWatch(ours.telegram());
        ours.wantsKey(0, "nl");
        if (!chats.awaitKeys(Set.of(ours.chat(0)), LONGEST)) throw new IllegalStateException("no key came");
        llavero.comeToRest();
    }

    /** A service runs for weeks: it is measured as it is when its compiler is done, and so is its limit. */
    private void warmUp() {
        Work.at(WARM_UP_PER_SECOND, WARM_UP_KEYS, number -> ours.wantsKey(number % commands(), "nl"));
        llavero.comeToRest();
        hops.at(WARM_UP_PER_SECOND, WARM_UP_KEYS, COMMAND_BYTES);
    }

    private int commands() {
        return (int) (PER_SECOND * size.seconds());
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                "commandsPerSecond",
                PER_SECOND,
                "seconds",
                size.seconds(),
                "warmUpKeys",
                size.warmUps() > 0 ? WARM_UP_KEYS : 0,
                "serverLatencyMillis",
                SERVER_LATENCY.toMillis(),
                "hangingOneIn",
                HANGING_ONE_IN,
                "application",
                String.join(" ", LlaveroApp.JVM) + ", all roles",
                "messagesPerSecond",
                1000);
    }

    @Override
    public Round round(int number) {
        var round = turns.round(number);
        for (var percentile : List.of("p50", "p99")) {
            var ours = new Quantity(WELL + " " + percentile, LlaveroApp.NAME, "ms");
            round.read(ours.of(OVER_LIMIT), round.value(ours) - round.value(ours.of(HopsAndCall.NAME)));
        }
        return Round.of(List.of(round));
    }

    private void hopsAndCall(Round round) {
        var stopwatch = hops.stopwatch();
        var latencies = hops.at(PER_SECOND, commands(), COMMAND_BYTES);
        round.read(WELL, HopsAndCall.NAME, latencies, stopwatch.until(Moment.now()));
    }

    private void llaveroWell(Round round) {
        var before = llavero.databaseWork();
        keys(round, WELL, LlaveroApp.NAME, ours, llavero.stopwatch());
        var work = llavero.databaseWork().since(before);
        round.read(new Quantity("database commits", LlaveroApp.NAME, "per key"), work.commits() / commands());
        round.read(new Quantity("database log", LlaveroApp.NAME, "bytes per key"), work.walBytes() / commands());
        llavero.comeToRest();
    }

    private void llaveroHanging(Round round) {
        keysWhileOtherHangs(round, LlaveroApp.NAME, ours, llavero.stopwatch());
        llavero.comeToRest();
    }

    private void directBotWell(Round round) {
        peer.open();
        keys(round, WELL, DirectBot.NAME, theirs, peer.stopwatch());
        peer.shut();
    }

    private void directBotHanging(Round round) {
        peer.open();
        keysWhileOtherHangs(round, DirectBot.NAME, theirs, peer.stopwatch());
        peer.shut();
    }

    private void oneAtATimeHanging(Round round) {
        peer.open("--one-at-a-time");
        keysWhileOtherHangs(round, DirectBot.ONE_AT_A_TIME, theirs, peer.stopwatch());
        peer.shut();
    }

    private void keys(Round round, String measure, String contender, Audience people, Stopwatch stopwatch) {
        var chats = new ChatWatch(people.telegram());
        var pressed = new ConcurrentHashMap<Long, Double>();
        Work.at(PER_SECOND, commands(), number -> {
            pressed.put(people.chat(number), Moment.now());
            people.wantsKey(number, "nl");
        });
        read(round, measure, contender, chats, pressed, stopwatch, LONGEST);
    }

    private void keysWhileOtherHangs(Round round, String contender, Audience people, Stopwatch stopwatch) {
        other.fail(CallFault.HANG, Integer.MAX_VALUE);
        var chats = new ChatWatch(people.telegram());
        var pressed = new ConcurrentHashMap<Long, Double>();
        Work.at(PER_SECOND, commands(), number -> {
            if (number % HANGING_ONE_IN == 0) {
                people.wantsKey(number, "de");
            } else {
                pressed.put(people.chat(number), Moment.now());
                people.wantsKey(number, "nl");
            }
        });
        // Whoever is held up by the other server is let go in the end, and its times are what they are.
        chats.awaitKeys(pressed.keySet(), WITH_HANGING);
        heal();
        read(round, HANGING, contender, chats, pressed, stopwatch, LONGEST);
    }

    private static void read(
            Round round,
            String measure,
            String contender,
            ChatWatch chats,
            Map<Long, Double> pressed,
            Stopwatch stopwatch,
            Duration longest) {
        if (!chats.awaitKeys(pressed.keySet(), longest)) {
            throw new IllegalStateException("%s: %d of %d got no key within %s"
                    .formatted(
                            contender,
                            pressed.keySet().stream()
                                    .filter(chat -> !chats.keys().containsKey(chat))
                                    .count(),
                            pressed.size(),
                            longest));
        }
        var effort = stopwatch.until(Moment.now());
        round.read(measure, contender, Latencies.between(new HashMap<>(pressed), chats.keys()), effort);
    }

    private void heal() {
        try {
            other.heal();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        latencies();
    }

    @Override
    public List<Ratio> ratios() {
        var median = new Quantity(WELL + " p50", LlaveroApp.NAME, "ms");
        return List.of(
                Ratio.ofTimes(median, DirectBot.NAME, null),
                Ratio.ofTimes(SLOWEST, DirectBot.NAME, null),
                Ratio.ofTimes(SLOWEST, HopsAndCall.NAME, null),
                Ratio.ofTimes(SLOWEST_HANGING, DirectBot.NAME, null),
                Ratio.ofTimes(SLOWEST_HANGING, DirectBot.ONE_AT_A_TIME, null),
                new Ratio("Llavero p99: all is well / another server hangs", SLOWEST, SLOWEST_HANGING, null));
    }

    @Override
    public void close() {
        heal();
        llavero.close();
        peer.close();
        hops.close();
    }
}
