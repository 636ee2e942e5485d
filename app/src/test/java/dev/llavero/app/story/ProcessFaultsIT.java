package dev.llavero.app.story;

import dev.llavero.testkit.system.Application;
import dev.llavero.testkit.system.LlaveroSystem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Applications beside each other, killed, frozen and woken. */
@Tag("all")
class ProcessFaultsIT {
    private static final List<String> ROLES = List.of("bot-gateway", "key-provisioner", "projections");

    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    @Test
    void theSecondOfTwoGoesOnWhereTheKilledOneStopped() {
        Disturbed.by("one of two applications killed", Disturbed.HEALED, gen -> {
            var first = SYSTEM.running();
            try (var second = SYSTEM.start("second-" + gen.word(4))) {
                Elapsed.after(Duration.ofMillis(gen.longBetween(0, 2_000)));
                first.process().kill();
                Elapsed.after(Duration.ofSeconds(15));
                SYSTEM.running();
                second.stop();
            }
        });
    }

    @Test
    void aHolderThatWakesBesideItsSuccessorDoesNoHarm() {
        Disturbed.by("application frozen for 30 s, woken beside another", Disturbed.HEALED, gen -> {
            var zombie = SYSTEM.running();
            zombie.process().freeze();
            try (var second = SYSTEM.start("heir-" + gen.word(4))) {
                Elapsed.after(Duration.ofSeconds(30));
                zombie.process().thaw();
                Elapsed.after(Duration.ofSeconds(5));
                second.stop();
            }
        });
    }

    @Test
    void anApplicationThatIsFrozenForHalfAMinuteGoesOn() {
        Disturbed.by("the only application frozen for 30 s", Disturbed.HEALED, gen -> {
            var only = SYSTEM.running().process();
            only.freeze();
            Elapsed.after(Duration.ofSeconds(30));
            only.thaw();
        });
    }

    @Test
    void rolesInProcessesOfTheirOwnDoTheSame() {
        Disturbed.by("split by roles, each killed once", Disturbed.HEALED, gen -> {
            SYSTEM.running().stop();
            var parts = ROLES.stream().map(role -> launch(role, gen.word(4))).toList();
            parts.forEach(Application::awaitStarted);
            var again = new java.util.ArrayList<Application>();
            for (var role : gen.shuffled(ROLES)) {
                parts.get(ROLES.indexOf(role)).process().kill();
                again.add(launch(role, gen.word(4)).awaitStarted());
            }
            again.forEach(Application::stop);
            SYSTEM.running();
        });
    }

    private static Application launch(String role, String name) {
        return SYSTEM.launch(role + "-" + name, Map.of("ROLES", role));
    }
}
