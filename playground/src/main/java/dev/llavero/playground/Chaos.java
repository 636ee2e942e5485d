package dev.llavero.playground;

import dev.llavero.playground.ChaosState.Living;
import dev.llavero.testkit.Gen;
import dev.llavero.testkit.crowd.Crowd;
import dev.llavero.testkit.crowd.Wait;
import dev.llavero.testkit.invariant.Invariants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Kills and freezes what runs, every few seconds, beside people who use it. Now and then it stops, lets everything come to rest and
 * looks whether anything was lost or done twice.
 */
final class Chaos {
    private static final Duration ROUND = Duration.ofSeconds(75);
    private static final Duration FREEZE = Duration.ofSeconds(5);

    /** After a restart of the broker or the database. */
    private static final Duration HEALED = Duration.ofSeconds(120);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** The application three times as often as the others: there is most to lose. */
    private static final int FAVOUR = 3;

    private final ChaosPlan plan;
    private final Scene scene;
    private final ChaosRecord record;
    private final Consumer<String> tell;
    private final Gen gen;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch judged = new CountDownLatch(1);
    private volatile Crowd crowd;
    private long lookedAt;

    Chaos(ChaosPlan plan, Scene scene, ChaosRecord record, Consumer<String> tell) {
        this.plan = plan;
        this.scene = scene;
        this.record = record;
        this.tell = tell;
        this.gen = Gen.of(plan.seed());
    }

    /** Round after round until the time is over. @return whether nothing was lost, nothing doubled, nothing wrong */
    boolean run() throws InterruptedException {
        var end = plan.lasts().isZero()
                ? Long.MAX_VALUE
                : System.nanoTime() + plan.lasts().toNanos();
        try {
            do {
                round(Math.min(end, System.nanoTime() + ROUND.toNanos()));
            } while (ended.getCount() > 0 && System.nanoTime() < end);
        } finally {
            judged.countDown();
        }
        return isWell();
    }

    boolean isWell() {
        return record.summary().isWell();
    }

    /**
     * The round that is under way is the last, and ends now. Returns when it was looked at what it did to people, or when time is
     * over, and tells what came of it all.
     */
    void end(Duration patience) {
        ended.countDown();
        tell.accept("verdict after %s".formatted(verdict(isJudged(patience))));
    }

    private boolean isJudged(Duration patience) {
        try {
            if (judged.getCount() > 0) tell.accept("the last strikes are looked at once more …");
            return judged.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String verdict(boolean whole) {
        var summary = record.summary();
        return "%d strikes and %d answers: lost %d, doubled %d, otherwise wrong %d; memory at rest %d MB the first time, %d MB the last%s"
                .formatted(
                        summary.strikes(),
                        summary.answers(),
                        summary.lost(),
                        summary.doubled(),
                        summary.wrong(),
                        summary.megabytesFirst(),
                        summary.megabytes(),
                        whole ? "" : "; what the last strikes did was not looked at");
    }

    private void round(long end) throws InterruptedException {
        var menders = new ArrayList<Thread>();
        try (var people = Crowd.begin(scene.telegram(), gen, plan.people(), record::answered)) {
            crowd = people;
            while (ended.getCount() > 0 && System.nanoTime() < end) {
                menders.add(strike());
                ended.await(pause(), TimeUnit.MILLISECONDS);
            }
            for (var mender : menders) mender.join(HEALED);
            var verdict = calm(people);
            record.found(verdict);
            if (verdict.isWell()) forget();
            // What the check has read is garbage now; left alone, the collector takes more memory before it looks.
            System.gc();
            record.rested(Living.megabytes(living()));
            say(verdict);
        } finally {
            crowd = null;
        }
    }

    private long pause() {
        var average = plan.every().toMillis();
        return gen.longBetween(average / 2, average * 3 / 2);
    }

    /** Breaks something that is well. @return the thread that waits until it is well again */
    private Thread strike() throws InterruptedException {
        var victim = victim();
        if (victim == scene.application() && gen.chance(1.0 / (FAVOUR + 1))) {
            var strike = record.strike(victim.name(), "frozen for %d s".formatted(FREEZE.toSeconds()));
            return mending(victim, strike, () -> scene.application().freeze(FREEZE));
        }
        var strike = record.strike(victim.name(), "killed");
        victim.kill();
        return mending(victim, strike, () -> {});
    }

    private Breakable victim() throws InterruptedException {
        while (true) {
            var well = scene.breakable().stream()
                    .filter(part -> part.trouble().isEmpty())
                    .flatMap(part -> Stream.generate(() -> part).limit(part == scene.application() ? FAVOUR : 1))
                    .toList();
            if (!well.isEmpty()) return gen.oneOf(well);
            ended.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Thread mending(Breakable victim, Strike strike, Runnable first) {
        return Thread.ofVirtual().name("mending " + victim.name()).start(() -> {
            first.run();
            while (victim.trouble().isPresent()) LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            record.back(strike);
        });
    }

    private Verdict calm(Crowd people) {
        var begun = System.nanoTime();
        try {
            people.leave(HEALED);
            scene.rest().await(HEALED);
            return Verdict.of(seconds(begun), Invariants.broken(scene));
        } catch (AssertionError | IllegalStateException late) {
            return Verdict.late(seconds(begun), late.getMessage());
        }
    }

    /** What the bot called before the last check, which has been looked at twice; nothing else would grow so much. */
    private void forget() {
        lookedAt = scene.telegram().forgetCalls(lookedAt);
    }

    private static double seconds(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0;
    }

    private void say(Verdict verdict) {
        var summary = record.summary();
        tell.accept(
                "at rest after %.1f s with %d MB; so far %d strikes, %d answers, the longest wait %.1f s; lost %d, doubled %d%s"
                        .formatted(
                                verdict.rest(),
                                summary.megabytes(),
                                summary.strikes(),
                                summary.answers(),
                                summary.longestWait(),
                                summary.lost(),
                                summary.doubled(),
                                summary.wrong() == 0 ? "" : ", otherwise wrong " + summary.wrong()));
        List.of(verdict.lost(), verdict.doubled(), verdict.wrong()).forEach(told -> told.forEach(tell));
    }

    ChaosState state() {
        var people = crowd;
        return new ChaosState(
                plan.seed(),
                living(),
                people == null
                        ? List.of()
                        : people.waiting().stream().map(Wait::toString).toList(),
                rows(),
                record.summary());
    }

    private List<Living> living() {
        return Stream.concat(
                        Stream.of(Living.ofThisProcess()),
                        scene.processes().stream().map(Living::of))
                .toList();
    }

    private List<String> rows() {
        try {
            return scene.rest().waiting().stream()
                    .map(row -> row.get(0) + ": " + row.get(1))
                    .toList();
        } catch (IllegalStateException down) {
            return List.of("unknown, for the database does not answer");
        }
    }
}
