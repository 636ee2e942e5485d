package dev.llavero.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortPlanTest {
    @Test
    void oneBaseMovesThemAll() {
        assertEquals(23_801, PortPlan.parse("").of(PortPlan.Use.CHAT));
        assertEquals(24_801, PortPlan.parse("24800").of(PortPlan.Use.CHAT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"eighty", "80", "65501", "-1", "999999"})
    void aBaseThatIsNoPortIsRefusedByName(String base) {
        var refusal = assertThrows(Refusal.class, () -> PortPlan.parse(base));
        assertTrue(refusal.getMessage().startsWith("LLAVERO_PORT_BASE=" + base));
    }

    @Test
    void aBusyPortIsNamedTogetherWithTheWayOut() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var plan = new PortPlan(other.getLocalPort());
            var refusal = assertThrows(Refusal.class, () -> plan.demandFree(Stream.of(PortPlan.Use.OVERVIEW)));
            assertTrue(refusal.getMessage().startsWith("Port " + other.getLocalPort() + " (overview)"));
            assertTrue(refusal.getMessage().contains("LLAVERO_PORT_BASE="));
            assertEquals(1, refusal.getMessage().lines().count());
        }
    }
}
