package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.llavero.testkit.Gen;
import dev.llavero.testkit.backing.BackingProcesses;
import dev.llavero.testkit.crowd.Crowd;
import dev.llavero.testkit.crowd.Wait;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.Built;
import dev.llavero.testkit.system.LlaveroSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The version before and this one, beside each other under a crowd: there, and back again. */
@Tag("all")
class UpgradeIT {
    private static final String MAKE_TOPICS = "dev.llavero.app.MakeTopics";
    private static final String MIGRATE = "dev.llavero.app.Migrate";
    private static final String COMMANDS = "key-provisioner-key-commands";
    private static final int PEOPLE = 5;

    /** Three for each of them, more or less, before anything else happens. */
    private static final int ANSWERS = 15;

    /** A pause while the leases of one copy pass to the other, and the partitions of all topics with them. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void thereAndBackWhilePeopleUseIt() throws Exception {
        var before = Built.before();
        assumeTrue(
                before.isPresent(), "the version before is not here: ./llavero test --all builds it from the history");
        try (var backing = BackingProcesses.start(folder.resolve("backing"));
                var system = LlaveroSystem.apart(backing, folder.resolve("system"), before.get())) {
            Gen.forAll(1, gen -> thereAndBack(system, before.get(), Built.now(), gen));
        }
    }

    private static void thereAndBack(LlaveroSystem system, Built older, Built now, Gen gen) {
        var told = new Told();
        prepare(system, older);
        var before = system.start("before");
        try (var crowd = Crowd.begin(system.telegram(), gen, PEOPLE, told::keep)) {
            crowd.awaitAtWork();
            prepare(system, now);
            told.awaitMore("the version before, on the new tables");

            var after = system.start(now, "after");
            told.awaitMore("both, the newer one the younger");
            assertEquals(2, copies(system));
            before.stop();
            told.awaitMore("this version alone");

            prepare(system, older);
            var back = system.start("back");
            told.awaitMore("both, the older one the younger");
            assertEquals(2, copies(system));
            after.stop();
            told.awaitMore("the version before, on what this one wrote");

            var left = System.nanoTime();
            crowd.leave(Disturbed.HEALED);
            system.awaitRest(Disturbed.HEALED);
            Disturbed.note("upgraded and taken back", Duration.ofNanos(System.nanoTime() - left));
            Invariants.demand(system);
            back.stop();
        }
        told.assertNobodyWaitedLong();
    }

    /** As the one-shot jobs of a version do before it starts. */
    private static void prepare(LlaveroSystem system, Built version) {
        system.runs(version, MAKE_TOPICS);
        system.runs(version, MIGRATE);
    }

    private static int copies(LlaveroSystem system) {
        try (var admin = system.broker().admin()) {
            return admin.describeConsumerGroups(List.of(COMMANDS))
                    .describedGroups()
                    .get(COMMANDS)
                    .get(20, TimeUnit.SECONDS)
                    .members()
                    .size();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What people were told, and how long they had waited for it. */
    private static final class Told {
        private static final long PATIENCE_SECONDS = 40;

        private final Collection<Wait> waits = new ConcurrentLinkedQueue<>();
        private final Semaphore more = new Semaphore(0);

        void keep(Wait wait) {
            waits.add(wait);
            more.release();
        }

        void awaitMore(String by) {
            more.drainPermits();
            try {
                assertTrue(
                        more.tryAcquire(ANSWERS, PATIENCE_SECONDS, TimeUnit.SECONDS),
                        () -> "people are told too little by " + by);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopping);
            }
        }

        void assertNobodyWaitedLong() {
            var longest = waits.stream().max(Comparator.comparing(Wait::lasts)).orElseThrow();
            System.out.printf("%d answers, the longest wait %s%n", waits.size(), longest);
            assertTrue(longest.lasts().compareTo(LONGEST_WAIT) <= 0, longest::toString);
        }
    }
}
