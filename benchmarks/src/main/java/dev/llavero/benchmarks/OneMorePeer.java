package dev.llavero.benchmarks;

import dev.llavero.benchmarks.contender.AgentProgram;
import dev.llavero.benchmarks.contender.PeerHolder;
import dev.llavero.benchmarks.contender.PeerWish;
import dev.llavero.benchmarks.contender.RawUapi;
import dev.llavero.benchmarks.contender.ResidentMemory;
import dev.llavero.benchmarks.contender.SyncConf;
import dev.llavero.benchmarks.measure.Latencies;
import dev.llavero.benchmarks.report.Quantity;
import dev.llavero.benchmarks.report.Ratio;
import dev.llavero.benchmarks.report.Round;
import dev.llavero.testkit.wireguard.Namespace;
import dev.llavero.testkit.wireguard.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one more peer costs on a WireGuard server that has a thousand and on one that has ten thousand, taken in turns. Every
 * contender has two interfaces of wireguard-go to itself, in a network of their own.
 */
final class OneMorePeer implements Benchmark {
    private static final int SLOW_ONES = 10;

    private final Path folder;
    private final Namespace place;
    private final int few;
    private final int turns;
    private final Pair<AgentProgram> agents;
    private final Pair<RawUapi> sockets;
    private final Pair<SyncConf> files;
    private final Turns contenders = new Turns(this::agent, this::uapi, this::syncConf);
    private int next;

    private record Pair<H extends PeerHolder>(H few, H many) {
        void close() {
            few.close();
            many.close();
        }
    }

    OneMorePeer(Repository repository, Size size) {
        few = size.burst() / 2;
        turns = size.seconds() * 20;
        next = many();
        try {
            folder = Files.createTempDirectory("llavero-bench");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        place = Namespace.made("lvbench");
        agents = new Pair<>(agent(repository, "lvba_few", 51_820), agent(repository, "lvba_many", 51_821));
        sockets = new Pair<>(new RawUapi(daemon("lvbu_few")), new RawUapi(daemon("lvbu_many")));
        files = new Pair<>(file("lvbf_few"), file("lvbf_many"));
        fill(agents);
        fill(sockets);
        files.few().fill(few);
        files.many().fill(many());
    }

    /** Why it cannot be measured here. */
    static Optional<String> missing() {
        return Tools.missing("ip", "wg", "wireguard-go");
    }

    private int many() {
        return few * 10;
    }

    private AgentProgram agent(Repository repository, String name, int udpPort) {
        return AgentProgram.start(repository.wireGuardAgent(), folder.resolve(name), udpPort, daemon(name));
    }

    private SyncConf file(String name) {
        return new SyncConf(folder.resolve(name + ".conf"), daemon(name));
    }

    private String daemon(String name) {
        place.launch("wireguard-go", name);
        return name;
    }

    private void fill(Pair<?> pair) {
        for (int number = 0; number < few; number++) pair.few().add(new PeerWish(number));
        for (int number = 0; number < many(); number++) pair.many().add(new PeerWish(number));
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("few", few, "many", many(), "turns", turns, "interface", "wireguard-go");
    }

    @Override
    public Round round(int number) {
        return contenders.round(number);
    }

    private void agent(Round round) {
        inTurns(round, agents, AgentProgram.NAME, turns);
        round.read(memory(AgentProgram.NAME), agents.few().residentMegabytes());
        round.read(memory("wireguard-go"), ResidentMemory.ofDaemon("lvba_few"));
    }

    private Quantity memory(String whose) {
        return new Quantity("resident memory, %,d peers".formatted(few), whose, "MB");
    }

    private void uapi(Round round) {
        inTurns(round, sockets, RawUapi.NAME, turns);
    }

    private void syncConf(Round round) {
        inTurns(round, files, SyncConf.NAME, turns / SLOW_ONES);
    }

    /** Whatever the machine does meanwhile hits both alike. */
    private void inTurns(Round round, Pair<?> pair, String contender, int turns) {
        var besideFew = new ArrayList<Double>();
        var besideMany = new ArrayList<Double>();
        for (int turn = 0; turn < turns; turn++) {
            var wish = new PeerWish(next++);
            besideFew.add(millis(pair.few(), wish));
            besideMany.add(millis(pair.many(), wish));
        }
        round.read(beside(few).of(contender), new Latencies(besideFew).median());
        round.read(beside(many()).of(contender), new Latencies(besideMany).median());
    }

    private static double millis(PeerHolder holder, PeerWish wish) {
        long began = System.nanoTime();
        holder.add(wish);
        return (System.nanoTime() - began) / 1e6;
    }

    private static Quantity beside(int peers) {
        return new Quantity("one more peer beside %,d, p50".formatted(peers), AgentProgram.NAME, "ms");
    }

    @Override
    public List<Ratio> ratios() {
        return List.of(
                flat(AgentProgram.NAME, 0.89),
                flat(RawUapi.NAME, null),
                flat(SyncConf.NAME, null),
                Ratio.ofTimes(beside(few), SyncConf.NAME, null),
                Ratio.ofTimes(beside(many()), SyncConf.NAME, null),
                Ratio.ofTimes(beside(many()), RawUapi.NAME, null));
    }

    /** A slope of 0.05 in a log-log plot is 0.89 here. */
    private Ratio flat(String contender, Double aim) {
        return new Ratio(
                "beside %,d / beside %,d: %s".formatted(few, many(), contender),
                beside(few).of(contender),
                beside(many()).of(contender),
                aim);
    }

    @Override
    public void close() {
        agents.close();
        sockets.close();
        files.close();
        place.close();
        try (var left = Files.walk(folder)) {
            for (var file : left.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
