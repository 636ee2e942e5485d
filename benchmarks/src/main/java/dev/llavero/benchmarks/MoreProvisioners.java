package dev.llavero.benchmarks;

import dev.llavero.benchmarks.contender.LlaveroApp;
import dev.llavero.benchmarks.contender.SlowFleet;
import dev.llavero.benchmarks.contender.Wishes;
import dev.llavero.benchmarks.measure.Moment;
import dev.llavero.benchmarks.measure.Patience;
import dev.llavero.benchmarks.report.Quantity;
import dev.llavero.benchmarks.report.Ratio;
import dev.llavero.benchmarks.report.Round;
import dev.llavero.testkit.system.Application;
import dev.llavero.testkit.system.LlaveroSystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How many more keys a second come of more key-provisioners, when it is the servers that are slow. One speaks to a few servers at
 * a time, to each one call after another; so its limit is that many calls in the time that one takes. It is set so low that two cores
 * are enough for all of them: what is measured is whether they share the work, not the machine.
 */
final class MoreProvisioners implements Benchmark {
    /** A call that takes longer than 5 s counts as unanswered. */
    private static final Duration SERVER_LATENCY = Duration.ofSeconds(2);

    private static final Duration QUICK_LATENCY = Duration.ofMillis(200);
    private static final int SERVERS_AT_ONCE = 8;
    private static final int UPDATES_PER_SERVER = 16;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final double AIM = 3;
    private static final String LIMIT = "every call at work (limit)";

    private static final String KNOWN = "select count(*) from keys.server";
    private static final String MADE = "select count(*) from keys.key where state = 'ACTIVE'";

    private final LlaveroSystem system = LlaveroSystem.shared();
    private final Duration latency;
    private final SlowFleet fleet;
    private final Wishes wishes;
    private final Turns turns =
            new Turns(round -> measure(round, 1), round -> measure(round, 2), round -> measure(round, 4));

    MoreProvisioners(Repository repository, Size size) {
        latency = size.burst() == Size.QUICK.burst() ? QUICK_LATENCY : SERVER_LATENCY;
        fleet = SlowFleet.of(size.burst() / UPDATES_PER_SERVER, latency, system.folder());
        wishes = new Wishes(system);
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                "servers", fleet.size(),
                "serverLatencyMillis", latency.toMillis(),
                "keys", fleet.size(),
                "serversAtOnce", SERVERS_AT_ONCE,
                "application", String.join(" ", LlaveroApp.JVM) + ", key-provisioner alone");
    }

    @Override
    public Round round(int number) {
        return turns.round(number);
    }

    private void measure(Round round, int provisioners) {
        var running = IntStream.range(0, provisioners)
                .mapToObj(index -> launch("provisioner-" + provisioners + "-" + index))
                .toList();
        try {
            running.forEach(Application::awaitStarted);
            // The servers file is taken in beside the start: before that there is no place to have a key in.
            Patience.await(
                    "all servers are known", LONGEST, () -> system.database().count(KNOWN) >= fleet.size());
            // Each server once, so that nobody is measured while it connects.
            makeKeys();
            var began = Moment.now();
            makeKeys();
            round.read(perSecond(provisioners, LlaveroApp.NAME), fleet.size() / (Moment.now() - began));
            round.read(perSecond(provisioners, LIMIT), limit(provisioners));
        } finally {
            running.forEach(Application::stop);
        }
    }

    private Application launch(String name) {
        return system.launch(
                name,
                Map.of(
                        "ROLES",
                        "key-provisioner",
                        "SERVERS_FILE",
                        fleet.serversFile().toString(),
                        "SERVERS_AT_ONCE",
                        Integer.toString(SERVERS_AT_ONCE),
                        "RECONCILE_EVERY",
                        "PT24H"),
                LlaveroApp.JVM);
    }

    /** One on each server; returns when they can be used. */
    private void makeKeys() {
        var all = system.database().count(MADE) + fleet.size();
        wishes.keys(fleet.places());
        Patience.await("all keys are made", LONGEST, () -> system.database().count(MADE) >= all);
    }

    private double limit(int provisioners) {
        return Math.min(SERVERS_AT_ONCE * provisioners, fleet.size()) / (latency.toMillis() / 1000.0);
    }

    private static Quantity perSecond(int provisioners, String contender) {
        return new Quantity(
                provisioners + (provisioners == 1 ? " key-provisioner" : " key-provisioners"), contender, "keys/s");
    }

    @Override
    public List<Ratio> ratios() {
        var one = perSecond(1, LlaveroApp.NAME);
        return List.of(
                new Ratio("keys/s: 2 key-provisioners / 1", perSecond(2, LlaveroApp.NAME), one, null),
                new Ratio("keys/s: 4 key-provisioners / 1", perSecond(4, LlaveroApp.NAME), one, AIM));
    }

    @Override
    public void close() {
        wishes.close();
        fleet.close();
    }
}
