package dev.llavero.app.story;

import dev.llavero.testkit.system.Application;
import dev.llavero.testkit.system.LlaveroSystem;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Applications beside each other, killed, frozen and woken. */
@Tag("all")
class ProcessFaultsIT {
    private static final List<String> ROLES = List.of("bot-gateway", "key-provisioner", "projections");

    /** Where each of them dies a second time. */
    private static final Map<String, List<String>> STEPS = Map.of(
            "bot-gateway", List.of("updates-received", "updates-committed", "relay-published@bot", "message-sent"),
            "key-provisioner", List.of("turn-claimed", "server-answered", "outcome-committed", "relay-published@keys"),
            "projections", List.of("batch-handled@projections-key-view-v1-in"));

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

    /** Each with its own login of the database, and no more rights than deploy/grants.sql gives it. */
    @Test
    void rolesInProcessesOfTheirOwnDoTheSame() {
        Disturbed.by("split by roles, each killed twice", Disturbed.HEALED, gen -> {
            SYSTEM.running().stop();
            var parts = new HashMap<String, Application>();
            ROLES.forEach(role -> parts.put(role, launch(role, gen.word(4))));
            parts.values().forEach(Application::awaitStarted);
            for (var role : gen.shuffled(ROLES)) {
                parts.get(role).process().kill();
                parts.put(role, launch(role, gen.word(4)).awaitStarted());
            }
            for (var role : gen.shuffled(ROLES)) {
                var step = gen.oneOf(STEPS.get(role));
                parts.get(role).armed(step + ":halt");
                Step.awaitDeath(step, parts.get(role));
                parts.put(role, launch(role, gen.word(4)).awaitStarted());
            }
            parts.values().forEach(Application::stop);
            SYSTEM.running();
        });
    }

    private static Application launch(String role, String name) {
        var settings = new HashMap<>(LlaveroSystem.login("llavero_" + role.replace('-', '_')));
        settings.put("ROLES", role);
        return SYSTEM.launch(role + "-" + name, settings);
    }
}
