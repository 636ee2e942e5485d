package dev.llavero.benchmarks;

import dev.llavero.benchmarks.contender.Audience;
import dev.llavero.benchmarks.contender.BotApi;
import dev.llavero.benchmarks.contender.CommandWatch;
import dev.llavero.benchmarks.contender.DirectBot;
import dev.llavero.benchmarks.contender.LlaveroApp;
import dev.llavero.benchmarks.contender.RawKafka;
import dev.llavero.benchmarks.contender.RawPost;
import dev.llavero.benchmarks.measure.Latencies;
import dev.llavero.benchmarks.measure.Moment;
import dev.llavero.benchmarks.measure.Work;
import dev.llavero.benchmarks.report.Quantity;
import dev.llavero.benchmarks.report.Ratio;
import dev.llavero.benchmarks.report.Round;
import dev.llavero.testkit.system.LlaveroSystem;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * H1. How fast updates become commands that are on the topic, acknowledged and readable, their rows committed; and how long
 * it takes at 100 updates a second. The peer is done with an update when its user service has saved the key.
 */
final class UpdateToCommand implements Benchmark {
    private static final double PER_SECOND = 100;
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final int RAW_FOR_ONE = 10;
    private static final String STEADY = "at 100/s";
    private static final String TELEGRAM = "Telegram simulator, a bot that does nothing";
    private static final Quantity BURST = new Quantity("burst", LlaveroApp.NAME, "updates/s");

    private final Size size;
    private final LlaveroSystem system = LlaveroSystem.shared();
    private final Audience ours;
    private final LlaveroApp llavero;
    private final CommandWatch commands;
    private final DirectBot peer;
    private final Audience theirs;
    private final BotApi idleBot;
    private final RawKafka kafka;
    private final RawPost post;
    private final Turns turns =
            new Turns(this::llavero, this::rawKafka, this::rawPost, this::telegramSimulator, this::directBot);

    UpdateToCommand(Repository repository, Size size) {
        this.size = size;
        int people = Math.max(size.burst(), steady());
        ours = Audience.gather(system.telegram(), LlaveroApp.botApi(system), people);
        peer = DirectBot.start(repository.peers(), system.folder(), system.outlines());
        idleBot = peer.botApi();
        theirs = Audience.gather(peer.telegram().telegram(), idleBot, people);
        kafka = new RawKafka(system);
        theirs.wantsKey(0);
        post = RawPost.start(system.folder(), idleBot.takeOne());
        llavero = LlaveroApp.start(system, Map.of());
        commands = new CommandWatch(LlaveroApp.brokers(system));
        meetFirst();
    }

    /** One update through all of it, so that nobody is measured while it connects. */
    private void meetFirst() {
        ours.wantsKey(0);
        commands.await(1, LONGEST);
        llavero.comeToRest();
    }

    private int steady() {
        return (int) (PER_SECOND * size.seconds());
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                "burst", size.burst(),
                "steadySeconds", size.seconds(),
                "recordBytes", commands.sample().serializedValueSize(),
                "application", String.join(" ", LlaveroApp.JVM) + ", all roles");
    }

    @Override
    public Round round(int number) {
        return turns.round(number);
    }

    private void llavero(Round round) {
        llavero.freeze();
        ours.wantKeys(size.burst());
        var burst = llavero.stopwatch();
        llavero.thaw();
        var last = Collections.max(commands.await(size.burst(), LONGEST).values());
        round.read(BURST, size.burst() / (last - burst.began()), burst.until(last));
        llavero.comeToRest();

        var steady = llavero.stopwatch();
        var pressed = new ConcurrentHashMap<Long, Double>();
        Work.at(PER_SECOND, steady(), number -> {
            pressed.put(ours.chat(number), Moment.now());
            ours.wantsKey(number);
        });
        var seen = commands.await(steady(), LONGEST);
        var effort = steady.until(Moment.now());
        var chats = llavero.chats();
        var arrived = new HashMap<Long, Double>();
        seen.forEach((command, at) -> arrived.put(chats.get(command), at));
        round.read(STEADY, LlaveroApp.NAME, Latencies.between(pressed, arrived), effort);
        llavero.comeToRest();
    }

    private void rawKafka(Round round) {
        int records = size.burst() * RAW_FOR_ONE;
        var burst = kafka.stopwatch();
        kafka.burst(records, commands.sample());
        double end = Moment.now();
        round.read(BURST.of(RawKafka.NAME), records / (end - burst.began()), burst.until(end));

        var steady = kafka.stopwatch();
        var took = kafka.at(PER_SECOND, steady(), commands.sample());
        round.read(STEADY, RawKafka.NAME, new Latencies(took), steady.until(Moment.now()));
    }

    private void rawPost(Round round) {
        int posts = size.burst() * RAW_FOR_ONE;
        var burst = post.stopwatch();
        post.burst(posts);
        double end = Moment.now();
        round.read(BURST.of(RawPost.NAME), posts / (end - burst.began()), burst.until(end));

        var steady = post.stopwatch();
        var took = post.at(PER_SECOND, steady());
        round.read(STEADY, RawPost.NAME, new Latencies(took), steady.until(Moment.now()));
    }

    private void telegramSimulator(Round round) {
        theirs.wantKeys(size.burst());
        double began = Moment.now();
        idleBot.take(size.burst());
        round.read(BURST.of(TELEGRAM), size.burst() / (Moment.now() - began));
    }

    private void directBot(Round round) {
        peer.open();
        peer.freeze();
        theirs.wantKeys(size.burst());
        var burst = peer.stopwatch();
        peer.thaw();
        var last = Collections.max(peer.awaitSaved(size.burst(), LONGEST).values());
        round.read(BURST.of(DirectBot.NAME), size.burst() / (last - burst.began()), burst.until(last));

        var steady = peer.stopwatch();
        var pressed = new ConcurrentHashMap<String, Double>();
        Work.at(PER_SECOND, steady(), number -> {
            double now = Moment.now();
            pressed.put(theirs.wantsKey(number), now);
        });
        var saved = peer.awaitSaved(steady(), LONGEST);
        round.read(STEADY, DirectBot.NAME, Latencies.between(pressed, saved), steady.until(Moment.now()));
        peer.shut();
    }

    @Override
    public List<Ratio> ratios() {
        var median = new Quantity(STEADY + " p50", LlaveroApp.NAME, "ms");
        var slowest = new Quantity(STEADY + " p99", LlaveroApp.NAME, "ms");
        return List.of(
                Ratio.ofRates(BURST, DirectBot.NAME, 10.0),
                Ratio.ofRates(BURST, RawPost.NAME, 0.5),
                Ratio.ofRates(BURST, RawKafka.NAME, null),
                Ratio.ofTimes(median, DirectBot.NAME, null),
                Ratio.ofTimes(slowest, DirectBot.NAME, null),
                Ratio.ofTimes(slowest, RawPost.NAME, null));
    }

    @Override
    public void close() {
        commands.close();
        llavero.close();
        peer.close();
        post.close();
        kafka.close();
    }
}
