package dev.llavero.app.story;

import dev.llavero.testkit.system.LlaveroSystem;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DatabaseFaultsIT {
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    @Test
    void aKilledDatabaseLosesNothing() {
        Disturbed.by("database killed and restarted", Disturbed.RESTARTED, gen -> {
            var postgres = SYSTEM.backing().postgres();
            postgres.kill();
            Elapsed.after(Duration.ofMillis(gen.longBetween(0, 3_000)));
            postgres.restart();
        });
    }

    @Test
    @Tag("all")
    void aDatabaseThatIsGoneFor30SecondsLosesNothing() {
        Disturbed.by("database down for 30 s", Disturbed.RESTARTED, gen -> {
            var postgres = SYSTEM.backing().postgres();
            postgres.kill();
            Elapsed.after(Duration.ofSeconds(30));
            postgres.restart();
        });
    }

    @Test
    @Tag("all")
    void aDatabaseThatIsSilentFor30SecondsLosesNothing() {
        Disturbed.by("database frozen for 30 s", Disturbed.RESTARTED, gen -> {
            var postgres = SYSTEM.backing().postgres();
            postgres.freeze();
            Elapsed.after(Duration.ofSeconds(30));
            postgres.thaw();
        });
    }
}
