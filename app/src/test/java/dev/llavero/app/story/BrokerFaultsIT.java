package dev.llavero.app.story;

import dev.llavero.testkit.system.LlaveroSystem;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BrokerFaultsIT {
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    @Test
    void aKilledBrokerLosesNothing() {
        Disturbed.by("broker killed and restarted", Disturbed.RESTARTED, gen -> {
            var kafka = SYSTEM.backing().kafka();
            kafka.kill();
            Elapsed.after(Duration.ofMillis(gen.longBetween(0, 3_000)));
            kafka.restart();
        });
    }

    @Test
    @Tag("all")
    void aBrokerThatIsSilentForAMinuteLosesNothing() {
        Disturbed.by("broker frozen for 60 s", Disturbed.RESTARTED, gen -> {
            var kafka = SYSTEM.backing().kafka();
            kafka.freeze();
            Elapsed.after(Duration.ofSeconds(60));
            kafka.thaw();
        });
    }
}
