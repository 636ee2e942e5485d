package dev.llavero.app.story;

import dev.llavero.testkit.system.LlaveroSystem;
import dev.llavero.testkit.system.RestlessMembers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BrokerFaultsIT {
    private static final Map<String, String> GROUPS = Map.of(
            "key-provisioner-key-commands", "keys.commands.v1",
            "key-provisioner-server-commands", "servers.commands.v1",
            "key-provisioner-account-commands", "accounts.commands.v1",
            "bot-gateway-key-events", "keys.events.v1",
            "projections-key-view-v1", "keys.events.v1",
            "projections-server-view-v1", "servers.state.v1");

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
    void groupsThatNeverComeToRestLoseNothing() {
        Disturbed.by("members join and leave every group for 20 s", Disturbed.HEALED, gen -> new RestlessMembers(
                        SYSTEM.backing().kafka().bootstrapServers())
                .comeAndGo(GROUPS, Duration.ofSeconds(20)));
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
