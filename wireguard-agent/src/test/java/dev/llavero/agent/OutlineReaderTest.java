package dev.llavero.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlineReaderTest {

    private static final String KEY = "018f0000-0000-7000-8000-000000000abc";

    /** As a Shadowsocks server prints it, shortened. */
    private static final String METRICS = """
            # HELP process_start_time_seconds Start time of the process since unix epoch in seconds.
            # TYPE process_start_time_seconds gauge
            process_start_time_seconds 1.70000000012e+09
            # TYPE shadowsocks_data_bytes counter
            shadowsocks_data_bytes{access_key="",dir="c>p",proto="tcp"} 999
            shadowsocks_data_bytes{access_key="%1$s",dir="c<p",proto="tcp"} 1.0485761e+07
            shadowsocks_data_bytes{access_key="%1$s",dir="c<p",proto="udp"} 39
            shadowsocks_data_bytes{access_key="%1$s",dir="c>p",proto="tcp"} 1234
            shadowsocks_data_bytes{access_key="%1$s",dir="p>t",proto="tcp"} 1000
            shadowsocks_data_bytes{access_key="%1$s",dir="p<t",proto="tcp"} 1.04e+07
            shadowsocks_data_bytes{access_key="7",dir="p>t",proto="tcp"} 5
            shadowsocks_data_bytes{access_key="a\\"} evil",dir="p>t",proto="tcp"} 5
            shadowsocks_tcp_connections_opened{access_key="7"} 12
            """.formatted(KEY);

    @TempDir
    Path folder;

    private volatile String metrics = METRICS;
    private HttpServer shadowsocks;
    private OutlineReader reader;
    private AgentClient client;

    @BeforeEach
    void start() throws Exception {
        shadowsocks = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        shadowsocks.createContext("/metrics", exchange -> {
            var body = metrics.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        shadowsocks.start();
        reader = OutlineReader.start(Settings.of(
                Map.of("WIREGUARD_HOST", "127.0.0.1", "WIREGUARD_API_ADDRESS", "127.0.0.1"),
                List.of(
                        "--state=" + folder.resolve("state"),
                        "--outline-metrics=http://127.0.0.1:"
                                + shadowsocks.getAddress().getPort() + "/metrics")));
        client = new AgentClient(reader.apiUrl(), reader.certSha256());
    }

    @AfterEach
    void end() {
        reader.close();
        shadowsocks.stop(0);
    }

    private JsonNode transfers() throws Exception {
        var answer = client.call("GET", "/metrics/transfer", "");
        assertEquals(200, answer.status());
        return answer.body().get("transfers");
    }

    @Test
    void itServesWhatTheShadowsocksServerCountedForEachKey() throws Exception {
        var transfers = transfers();

        assertEquals(2, transfers.size());
        var ours = transfers.get(0);
        assertEquals(KEY, ours.get("id").asText());
        assertEquals(1_700_000_000_120L, ours.get("counterEpoch").asLong());
        assertEquals(10_485_800, ours.get("sentBytes").asLong());
        assertEquals(1_000, ours.get("receivedBytes").asLong());
        assertEquals("7", transfers.get(1).get("id").asText());
    }

    @Test
    void aRestartOfTheShadowsocksServerIsAnotherEpoch() throws Exception {
        var before = transfers().get(0).get("counterEpoch");
        metrics = METRICS.replace("1.70000000012e+09", "1.70000999912e+09");
        assertNotEquals(before, transfers().get(0).get("counterEpoch"));
    }

    @Test
    void whatCannotBeReadIsNotZero() throws Exception {
        metrics = "<html>not here</html>";
        assertEquals(503, client.call("GET", "/metrics/transfer", "").status());
        shadowsocks.stop(0);
        assertEquals(503, client.call("GET", "/metrics/transfer", "").status());
        assertEquals(503, client.call("GET", "/health", "").status());
        assertEquals(200, client.call("GET", "/server", "").status());
    }

    @Test
    void itChangesNothing() throws Exception {
        assertEquals(405, client.call("PUT", "/peers/" + KEY, "{}").status());
        assertEquals(405, client.call("DELETE", "/metrics/transfer", "").status());
        assertEquals(404, client.call("GET", "/peers", "").status());
        assertTrue(Files.readString(folder.resolve("state/access.txt")).startsWith("certSha256:"));
    }
}
