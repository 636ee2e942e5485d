package dev.llavero.agent;

import static dev.llavero.agent.AgentClient.wish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.agent.link.LinkDown;
import dev.llavero.agent.link.MemoryLink;
import dev.llavero.agent.peer.PrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody had the interface before the agent came. */
class TakeoverTest {

    private static final PrivateKey ANA = PrivateKey.fresh();
    private static final String SECRET = PrivateKey.fresh().base64();

    @TempDir
    Path folder;

    private final MemoryLink link = new MemoryLink();

    @Test
    void anotherOwnersInterfaceIsRefusedAndStaysAsItWas() throws Exception {
        var another = PrivateKey.fresh();
        link.identify(another, 51_820);

        var refused = assertThrows(IOException.class, this::start);

        assertTrue(refused.getMessage().contains("wg0 is somebody else's"), refused.getMessage());
        assertEquals(Optional.of(another.publicKey()), link.identity());
        assertFalse(Files.exists(folder.resolve("state/access.txt")), "nobody registers a server that does not run");

        link.recreate();
        assertEquals(Set.of(), afterAStart());
    }

    @Test
    void theVersionBeforeLeftNoMark() throws Exception {
        holdAna();
        Files.delete(folder.resolve("state/interface"));

        assertEquals(Set.of(ANA.publicKey()), afterAStart());
    }

    @Test
    void anIdentityOfTheOperatorsTakesTheOwnOnesPlaceAndIsReplacedByAnother() throws Exception {
        holdAna();
        Files.delete(folder.resolve("state/interface"));

        for (var key : List.of(PrivateKey.fresh(), PrivateKey.fresh())) {
            var file = Files.writeString(folder.resolve("shared.key"), key.base64() + "\n");
            assertEquals(Set.of(ANA.publicKey()), afterAStart("--private-key-file=" + file));
            assertEquals(Optional.of(key.publicKey()), link.identity());
        }
    }

    /** Every machine has the loopback interface, and it is no WireGuard. */
    @Test
    void anInterfaceOfAnotherKindIsNotTakenForTheKernels() throws Exception {
        var links = Links.of(settings("--backend=auto", "--interface=lo"), folder.resolve("forwarding"));

        assertEquals("wireguard-go", links.link().kind());
        var inTheWay = assertThrows(LinkDown.class, links.link()::make);
        assertTrue(
                inTheWay.getMessage().contains("lo is there, but it is not the kernel's WireGuard"),
                inTheWay.getMessage());
    }

    private void holdAna() throws Exception {
        try (var agent = start()) {
            var client = new AgentClient(agent.apiUrl(), agent.certSha256());
            assertEquals(
                    201, client.put("ana", wish(ANA, SECRET, 1, "10.64.0.2")).status());
            assertEquals(200, client.get("/metrics/transfer").status());
        }
    }

    /** Who is on the interface when the agent has looked at it. */
    private Set<?> afterAStart(String... flags) throws Exception {
        try (var agent = start(flags)) {
            var client = new AgentClient(agent.apiUrl(), agent.certSha256());
            assertEquals(200, client.get("/metrics/transfer").status());
            return link.read().keySet();
        }
    }

    private WireGuardAgent start(String... flags) throws IOException {
        return WireGuardAgent.start(settings(flags), link, UnaryOperator.identity());
    }

    private Settings settings(String... flags) {
        var all = new ArrayList<>(List.of("--state=" + folder.resolve("state"), "--backend=memory"));
        all.addAll(List.of(flags));
        return Settings.of(Map.of("WIREGUARD_HOST", "127.0.0.1", "WIREGUARD_API_ADDRESS", "127.0.0.1"), all);
    }
}
