package dev.llavero.app.story;

import dev.llavero.testkit.Gen;
import dev.llavero.testkit.crowd.Crowd;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.LlaveroSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/** A crowd at work, a fault in its midst; then everything comes to rest in time, and the invariants hold. */
final class Disturbed {
    /** After the last fault. */
    static final Duration HEALED = Duration.ofSeconds(60);

    /** After a restart of the broker or the database. */
    static final Duration RESTARTED = Duration.ofSeconds(120);

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int PEOPLE = 5;
    private static final Path RECORD = Path.of("target", "system", "recovery.txt");

    private Disturbed() {}

    /** Breaks something and mends it again. */
    interface Trouble {
        void strikes(Gen gen) throws Exception;
    }

    static void by(String what, Duration recovery, Trouble trouble) {
        var system = LlaveroSystem.shared();
        Gen.forAll(1, gen -> {
            system.running();
            system.awaitRest(HEALED);
            try (var crowd = Crowd.begin(system.telegram(), gen, PEOPLE, answered -> {})) {
                crowd.awaitAtWork();
                trouble.strikes(gen);
                var healed = System.nanoTime();
                crowd.leave(recovery);
                system.awaitRest(recovery.minusNanos(System.nanoTime() - healed).plus(MOMENT));
                note(what, Duration.ofNanos(System.nanoTime() - healed));
            }
            Invariants.demand(system);
        });
    }

    /** For docs/when-things-go-wrong.md. */
    static void note(String what, Duration took) {
        var line = String.format(Locale.ROOT, "%-60s at rest after %5.1f s%n", what, took.toMillis() / 1000.0);
        System.out.print(line);
        try {
            Files.createDirectories(RECORD.getParent());
            Files.writeString(RECORD, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
