package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.testkit.outline.Call;
import dev.llavero.testkit.outline.CallFault;
import dev.llavero.testkit.outline.OutlineSimulator;
import dev.llavero.testkit.system.LlaveroSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The VPN servers do it and do not say so, say so and do not do it, or say something else. */
@Tag("all")
class OutlineFaultsIT {
    private static final int TWICE = 2;
    private static final Duration UNTIL_IT_STRIKES = Duration.ofSeconds(60);

    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    static Stream<CallFault> everyFault() {
        return Only.of(Stream.of(CallFault.values()));
    }

    @ParameterizedTest(name = "making a key: {0}")
    @MethodSource("everyFault")
    void aKeyIsMadeOnce(CallFault fault) {
        Disturbed.by("Outline, PUT: " + fault, Disturbed.HEALED, gen -> strikes(Call.PUT_KEY, fault));
    }

    @ParameterizedTest(name = "removing a key: {0}")
    @MethodSource("everyFault")
    void aKeyIsRemoved(CallFault fault) {
        Disturbed.by("Outline, DELETE: " + fault, Disturbed.HEALED, gen -> strikes(Call.DELETE_KEY, fault));
    }

    private static void strikes(Call call, CallFault fault) throws IOException {
        var servers = SYSTEM.outlines().values();
        var before = struck(fault);
        servers.forEach(server -> server.fail(call, fault, TWICE));
        try {
            var until = System.nanoTime() + UNTIL_IT_STRIKES.toNanos();
            while (struck(fault) < before + TWICE && System.nanoTime() < until) {
                // Each server tells only of its own calls, and either may be the one.
                Elapsed.after(Duration.ofMillis(50));
            }
            assertTrue(struck(fault) >= before + TWICE, "the fault has not struck twice");
        } finally {
            heal();
        }
    }

    private static long struck(CallFault fault) {
        return SYSTEM.outlines().values().stream()
                .flatMap(server -> server.calls().stream())
                .filter(call -> call.fault() == fault)
                .count();
    }

    @Test
    void aServerWithAnotherCertificateIsNotTrusted() {
        Disturbed.by("Outline, another certificate for 5 s", Disturbed.HEALED, gen -> {
            for (var server : SYSTEM.outlines().values()) {
                server.wrongCertificate();
            }
            Elapsed.after(Duration.ofSeconds(5));
            heal();
        });
    }

    @Test
    void serversThatAreAwayFor40SecondsAreCaughtUpWith() {
        Disturbed.by("Outline, both away for 40 s", Disturbed.HEALED, gen -> {
            SYSTEM.outlines().values().forEach(OutlineSimulator::outage);
            Elapsed.after(Duration.ofSeconds(40));
            heal();
        });
    }

    @Test
    void foreignKeysAreLeftAlone() {
        Disturbed.by("Outline, keys made by hand", Disturbed.HEALED, gen -> {
            for (var name : List.copyOf(SYSTEM.outlines().keySet())) {
                var key = SYSTEM.outline(name).makeForeignKey("Made by hand " + gen.word(5));
                SYSTEM.tampering().foreignKey(name, key.id());
            }
        });
    }

    private static void heal() throws IOException {
        for (var server : SYSTEM.outlines().values()) {
            server.heal();
        }
    }
}
