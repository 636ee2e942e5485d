package dev.llavero.benchmarks;

import dev.llavero.benchmarks.contender.Audience;
import dev.llavero.benchmarks.contender.ChatWatch;
import dev.llavero.benchmarks.contender.DirectBot;
import dev.llavero.benchmarks.contender.LlaveroApp;
import dev.llavero.benchmarks.measure.Moment;
import dev.llavero.benchmarks.measure.Work;
import dev.llavero.benchmarks.report.Quantity;
import dev.llavero.benchmarks.report.Ratio;
import dev.llavero.benchmarks.report.Round;
import dev.llavero.testkit.system.LlaveroSystem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * H9. Something ends in the midst of people who ask for keys: how long from when it begins to come back until the last of them has
 * one, and how many get one at all.
 */
final class Recovery implements Benchmark {
    private static final double PER_SECOND = 30;
    private static final int AT_ONCE = 8;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Whoever has nothing from the peer by then gets nothing. */
    private static final Duration PEER_LONGEST = Duration.ofSeconds(20);

    private static final Duration SILENT = Duration.ofSeconds(60);
    private static final Duration QUICK_SILENT = Duration.ofSeconds(5);

    private static final String ITS_START = "its start alone (limit)";
    private static final Quantity KILLED = seconds("killed, started again");
    private static final Quantity ENDED = seconds("ended in order, started again");
    private static final Quantity RESTARTED = seconds("broker killed, started again");
    private static final Quantity HEARD = seconds("broker silent, then heard");

    private final Size size;
    private final LlaveroSystem system = LlaveroSystem.shared();
    private final Audience ours;
    private final DirectBot peer;
    private final Audience theirs;
    private final Turns turns =
            new Turns(this::killed, this::ended, this::brokerKilled, this::brokerSilent, this::peerKilled);
    private LlaveroApp llavero;

    Recovery(Repository repository, Size size) {
        this.size = size;
        ours = Audience.gather(system.telegram(), LlaveroApp.botApi(system), people());
        peer = DirectBot.start(repository.peers(), system.folder(), system.outlines());
        theirs = Audience.gather(peer.telegram().telegram(), peer.botApi(), people());
        start();
    }

    private static Quantity seconds(String measure) {
        return new Quantity(measure, LlaveroApp.NAME, "s");
    }

    private int people() {
        return (int) (PER_SECOND * size.seconds());
    }

    private Duration silence() {
        return size.burst() == Size.QUICK.burst() ? QUICK_SILENT : SILENT;
    }

    /** @return how long that took, in seconds */
    private double start() {
        var began = Moment.now();
        llavero = LlaveroApp.start(system, Map.of("TELEGRAM_MESSAGES_PER_SECOND", "1000"));
        return Moment.now() - began;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                "commandsPerSecond",
                PER_SECOND,
                "seconds",
                size.seconds(),
                "silenceSeconds",
                silence().toSeconds(),
                "application",
                String.join(" ", LlaveroApp.JVM) + ", all roles");
    }

    @Override
    public Round round(int number) {
        return turns.round(number);
    }

    private void killed(Round round) {
        struck(round, KILLED, ours, llavero::kill, () -> round.read(KILLED.of(ITS_START), start()), LONGEST);
        llavero.comeToRest();
    }

    private void ended(Round round) {
        struck(round, ENDED, ours, llavero::close, () -> round.read(ENDED.of(ITS_START), start()), LONGEST);
        llavero.comeToRest();
    }

    private void brokerKilled(Round round) {
        var kafka = system.backing().kafka();
        struck(round, RESTARTED, ours, kafka::kill, kafka::restart, LONGEST);
        llavero.comeToRest();
    }

    private void brokerSilent(Round round) {
        var kafka = system.backing().kafka();
        struck(
                round,
                HEARD,
                ours,
                () -> {
                    kafka.freeze();
                    LockSupport.parkNanos(silence().toNanos());
                },
                kafka::thaw,
                LONGEST);
        llavero.comeToRest();
    }

    private void peerKilled(Round round) {
        peer.open();
        struck(round, KILLED.of(DirectBot.NAME), theirs, peer::kill, peer::open, PEER_LONGEST);
        peer.shut();
    }

    /** Half of the people ask before it breaks, one after the other, and the others all at once while it is broken. */
    private void struck(
            Round round, Quantity quantity, Audience people, Runnable breaks, Runnable mends, Duration longest) {
        var chats = new ChatWatch(people.telegram());
        var before = people.size() / 2;
        Work.at(PER_SECOND, before, number -> people.wantsKey(number, "nl"));
        breaks.run();
        Work.atOnce(people.size() - before, AT_ONCE, number -> people.wantsKey(before + number, "nl"));
        var began = Moment.now();
        mends.run();
        var everybody = everybody(people);
        chats.awaitKeys(everybody, longest);
        var served = new HashMap<>(chats.keys());
        served.keySet().retainAll(everybody);
        var last = served.values().stream().mapToDouble(at -> at).max().orElse(began);
        round.read(quantity, last - began);
        round.read(served(quantity), 100.0 * served.size() / everybody.size());
    }

    private static Quantity served(Quantity quantity) {
        return new Quantity(quantity.measure() + ", who gets a key", quantity.contender(), "%");
    }

    private static Set<Long> everybody(Audience people) {
        return IntStream.range(0, people.size()).mapToObj(people::chat).collect(Collectors.toSet());
    }

    @Override
    public List<Ratio> ratios() {
        return List.of(
                Ratio.ofTimes(KILLED, ITS_START, null),
                Ratio.ofTimes(ENDED, ITS_START, null),
                Ratio.ofRates(served(KILLED), DirectBot.NAME, null));
    }

    @Override
    public void close() {
        llavero.close();
        peer.close();
    }
}
