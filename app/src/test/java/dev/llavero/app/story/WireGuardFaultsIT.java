package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.agent.peer.Peer;
import dev.llavero.testkit.system.LlaveroSystem;
import dev.llavero.testkit.wireguard.AgentSimulator;
import dev.llavero.testkit.wireguard.Call;
import dev.llavero.testkit.wireguard.CallFault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agents do it and do not say so, do it too late, are away, come back empty, or have no address left to give. */
@Tag("all")
class WireGuardFaultsIT {
    private static final Duration STRIKE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    static Stream<CallFault> everyFault() {
        return Only.of(Stream.of(CallFault.values()));
    }

    @ParameterizedTest(name = "making and removing a peer: {0}")
    @MethodSource("everyFault")
    void aPeerIsMadeAndRemovedOnce(CallFault fault) {
        Disturbed.by("WireGuard, PUT and DELETE: " + fault, Disturbed.HEALED, gen -> {
            for (var call : List.of(Call.PUT_PEER, Call.DELETE_PEER)) {
                agents().forEach(agent -> agent.fail(call, fault, 1));
            }
            try {
                await("a PUT has met the fault", () -> agents().anyMatch(agent -> !agent.awaits(Call.PUT_PEER)));
                await("a DELETE has met it", () -> agents().anyMatch(agent -> !agent.awaits(Call.DELETE_PEER)));
            } finally {
                agents().forEach(AgentSimulator::deliverLate);
                heal();
            }
        });
    }

    @Test
    void agentsThatAreAwayAndComeBackEmptyAreCaughtUpWith() throws Exception {
        Disturbed.by("WireGuard, both away for 30 s and back empty", Disturbed.HEALED, gen -> {
            for (var agent : SYSTEM.agents().values()) {
                agent.outage();
            }
            Elapsed.after(Duration.ofSeconds(30));
            agents().forEach(AgentSimulator::emptyInterface);
            heal();
        });
        for (var agent : SYSTEM.agents().values()) {
            agent.await("the interface is full again", STRIKE, () -> agent.held().stream()
                    .map(Peer::publicKey)
                    .map(Object::toString)
                    .collect(Collectors.toSet())
                    .equals(agent.onTheInterface()));
        }
    }

    @Test
    void whoFindsNoAddressLeftIsToldAndGoesOn() {
        Disturbed.by("WireGuard, no address left", Disturbed.HEALED, gen -> {
            var before = refused();
            // As if all before it were in use.
            SYSTEM.database().change("""
                    insert into keys.address (slot, ipv4, ipv6, free_from)
                    values (4194302, '10.127.255.254', 'fd6c:6c61:7665::3f:fffe', now() + interval '1 day')""");
            try {
                await("somebody was refused", () -> refused() > before);
            } finally {
                SYSTEM.database().change("delete from keys.address where slot = 4194302");
            }
        });
    }

    private static long refused() {
        return SYSTEM.database().count("select count(*) from keys.key where reason = 'NO_ADDRESS'");
    }

    private static Stream<AgentSimulator> agents() {
        return SYSTEM.agents().values().stream();
    }

    private static void heal() throws IOException {
        for (var agent : SYSTEM.agents().values()) {
            agent.heal();
        }
    }

    /** Any of the agents may be the one, and none of them tells of the others. */
    private static void await(String what, BooleanSupplier condition) {
        var until = System.nanoTime() + STRIKE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            Elapsed.after(LOOK_AGAIN);
        }
        assertTrue(condition.getAsBoolean(), "not within " + STRIKE + ": " + what);
    }
}
