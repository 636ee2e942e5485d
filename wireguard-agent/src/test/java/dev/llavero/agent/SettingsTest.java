package dev.llavero.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.agent.Settings.Backend;
import dev.llavero.agent.peer.Invalid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    @Test
    void theHostIsAllThatMustBeGiven() {
        var settings = Settings.of(Map.of("WIREGUARD_HOST", "nl1.example.org"), List.of());

        assertEquals(Backend.AUTO, settings.backend());
        assertEquals(51_820, settings.port());
        assertEquals(2, settings.networks().size());
        assertFalse(settings.privateTargets());
        assertFalse(settings.hostTargets());
    }

    @Test
    void theCommandLineWins() {
        var settings = Settings.of(
                Map.of("WIREGUARD_HOST", "a.example", "WIREGUARD_PORT", "1"),
                List.of("--host=b.example", "--mtu=1380"));

        assertEquals("b.example", settings.host());
        assertEquals(1, settings.port());
        assertEquals(1_380, settings.mtu());
    }

    @ParameterizedTest
    @CsvSource({
        "--host=, HOST",
        "--host=a b, HOST",
        "--host=-x, HOST",
        "--port=0, PORT",
        "--port=65536, PORT",
        "--mtu=1000, MTU",
        "--backend=docker, BACKEND",
        "--interface=../etc, interface",
        "--interface=-h, interface",
        "--interface=abcdefghijklmnop, interface",
        "--networks=10.64.0.1, network",
        "'--networks=', NETWORKS",
        "--dns=example.org, addresses",
        "--private-targets=yes, PRIVATE_TARGETS",
        "--host-targets=1, HOST_TARGETS",
        "--nothing=1, --nothing",
        "nothing, nothing",
    })
    void aMistakeIsNamed(String flag, String named) {
        var mistake =
                assertThrows(Invalid.class, () -> Settings.of(Map.of("WIREGUARD_HOST", "h.example"), List.of(flag)));

        assertTrue(mistake.getMessage().contains(named), mistake.getMessage());
    }
}
