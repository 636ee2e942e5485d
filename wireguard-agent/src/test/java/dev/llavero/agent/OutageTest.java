package dev.llavero.agent;

import static dev.llavero.agent.AgentClient.wish;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.agent.link.MemoryLink;
import dev.llavero.agent.peer.PrivateKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent is there and its interface is not. */
class OutageTest {

    private static final PrivateKey ANA = PrivateKey.fresh();
    private static final String SECRET = PrivateKey.fresh().base64();

    @TempDir
    Path folder;

    @Test
    void nothingIsDoneAndEverythingIsDoneAfterwards() throws Exception {
        var settings = settings();
        try (var agent = WireGuardAgent.start(settings)) {
            var client = new AgentClient(agent.apiUrl(), agent.certSha256());

            assertEquals(
                    "InterfaceDown",
                    client.put("ana", wish(ANA, SECRET, 1, "10.64.0.2")).code());
            assertEquals(503, client.delete("ana", 2).status());
            for (var path : List.of("/peers", "/peers/ana", "/metrics/transfer", "/server", "/health"))
                assertEquals(503, client.get(path).status(), path);
        }

        // What was asked for was written down before it failed.
        var link = new MemoryLink();
        try (var agent = WireGuardAgent.start(settings, link, UnaryOperator.identity())) {
            var client = new AgentClient(agent.apiUrl(), agent.certSha256());
            assertEquals(200, client.get("/metrics/transfer").status());
            assertEquals(1, link.read().size());
        }
    }

    private Settings settings() {
        return Settings.of(
                Map.of("WIREGUARD_HOST", "127.0.0.1", "WIREGUARD_API_ADDRESS", "127.0.0.1"),
                List.of(
                        "--state=" + folder.resolve("state"),
                        "--backend=socket",
                        "--interface=nobody_" + ProcessHandle.current().pid() % 10_000));
    }
}
