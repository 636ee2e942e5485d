package dev.llavero.testkit.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutlineSimulatorTest {

    private static final String KEY = "/access-keys/0198c6a2-0000-7000-8000-000000000001";

    private OutlineSimulator outline;
    private ManagementClient api;

    @BeforeEach
    void start() throws IOException {
        outline = OutlineSimulator.start();
        api = new ManagementClient(outline.apiUrl());
    }

    @AfterEach
    void stop() throws IOException {
        api.close();
        outline.close();
    }

    @Test
    void aKeyCanBeMadeReadRenamedAndDeleted() throws Exception {
        var made = api.call("PUT", KEY, "{\"password\":\"secret\",\"name\":\"Ana\"}");
        assertEquals(201, made.status());
        assertEquals(made.body(), api.call("GET", KEY).body());
        assertEquals("chacha20-ietf-poly1305", made.body().path("method").textValue());
        assertTrue(made.body()
                .path("accessUrl")
                .textValue()
                .matches("ss://[A-Za-z0-9_-]+@127\\.0\\.0\\.1:\\d+/\\?outline=1"));

        assertEquals(204, api.call("PUT", KEY + "/name", "{\"name\":\"Eva\"}").status());
        assertEquals(400, api.call("PUT", KEY + "/name", "{\"name\":\"\"}").status());
        assertEquals(
                "Eva",
                api.call("GET", "/access-keys").body().at("/accessKeys/0/name").textValue());

        assertEquals(204, api.call("DELETE", KEY).status());
        var gone = api.call("DELETE", KEY);
        assertEquals(404, gone.status());
        assertEquals("NotFound", gone.body().path("code").textValue());
    }

    @Test
    void idsAndPasswordsAreUnique() throws Exception {
        api.call("PUT", KEY, "{\"password\":\"secret\"}");

        assertEquals(409, api.call("PUT", KEY, "{\"password\":\"secret\"}").status());
        assertEquals(
                409,
                api.call("PUT", "/access-keys/other", "{\"password\":\"secret\"}")
                        .status());
        assertEquals(1, outline.keys().size());
    }

    @Test
    void aPostPicksItsOwnId() throws Exception {
        assertEquals("0", api.call("POST", "/access-keys").body().path("id").textValue());
        assertEquals("1", api.call("POST", "/access-keys").body().path("id").textValue());
    }

    @Test
    void nonsenseIsRefused() throws Exception {
        for (var body : List.of(
                "{",
                "[]",
                "{\"method\":\"rot13\"}",
                "{\"port\":0}",
                "{\"port\":\"80\"}",
                "{\"password\":7}",
                "{\"limit\":{\"bytes\":-1}}"))
            assertEquals(400, api.call("PUT", KEY, body).status(), body);
        assertTrue(outline.keys().isEmpty());
    }

    @Test
    void aWrongPrefixIsNoResource() throws Exception {
        try (var stranger = new ManagementClient(outline.apiUrl() + "x")) {
            var answer = stranger.call("GET", "/server");
            assertEquals(404, answer.status());
            assertEquals("ResourceNotFound", answer.body().path("code").textValue());
        }
    }

    @Test
    void theWrongShapeOfALimitSilentlyRemovesIt() throws Exception {
        api.call("PUT", KEY, "{\"password\":\"secret\"}");
        assertEquals(
                204,
                api.call("PUT", KEY + "/data-limit", "{\"limit\":{\"bytes\":5}}")
                        .status());
        assertEquals(5, api.call("GET", KEY).body().at("/dataLimit/bytes").intValue());

        assertEquals(204, api.call("PUT", KEY + "/data-limit", "{\"bytes\":9}").status());
        assertTrue(api.call("GET", KEY).body().path("dataLimit").isMissingNode());
    }

    @Test
    void aPortInUseIsAConflict() throws Exception {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            var answer = api.call("PUT", "/server/port-for-new-access-keys", "{\"port\":" + taken.getLocalPort() + "}");
            assertEquals(409, answer.status());
        }
    }

    @Test
    void theHostnameIsShownToUsers() throws Exception {
        api.call("PUT", "/server/hostname-for-access-keys", "{\"hostname\":\"nl1.example.org\"}");

        assertEquals(
                "nl1.example.org",
                api.call("GET", "/server").body().path("hostnameForAccessKeys").textValue());
        assertTrue(api.call("POST", "/access-keys")
                .body()
                .path("accessUrl")
                .textValue()
                .contains("@nl1.example.org:"));
    }

    @Test
    void theTransferFigureWobblesWhileTheTruthStands() {
        outline.addTraffic("key", 10_020_000);

        var readings = IntStream.range(0, 20).mapToLong(_ -> reading()).toArray();

        assertTrue(java.util.Arrays.stream(readings).distinct().count() > 10);
        assertTrue(java.util.Arrays.stream(readings).allMatch(n -> n > 5_000_000 && n < 8_000_000));
        assertEquals(10_020_000, outline.exactBytes("key"));
    }

    @Test
    void theTransferFigureForgetsAfterThirtyDays() {
        outline.estimate(Estimate.EXACT);
        outline.addTraffic("key", 1_000);
        outline.advance(Duration.ofDays(20));
        outline.addTraffic("key", 500);
        assertEquals(1_500, reading());

        outline.advance(Duration.ofDays(11));
        assertEquals(500, reading());
        outline.advance(Duration.ofDays(20));
        assertEquals(0, reading());
        assertEquals(1_500, outline.exactBytes("key"));
    }

    private long reading() {
        try {
            return api.call("GET", "/metrics/transfer")
                    .body()
                    .at("/bytesTransferredByUserId/key")
                    .longValue();
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    @Test
    void experimentalMetricsManglesOurIds() throws Exception {
        assertEquals(
                500, api.call("GET", "/experimental/server/metrics?since=30d").status());
        outline.addTraffic("6f9619ff-8b86-d011-b42d-00c04fc964ff", 1);
        assertEquals(
                6,
                api.call("GET", "/experimental/server/metrics?since=30d")
                        .body()
                        .at("/accessKeys/0/accessKeyId")
                        .intValue());
    }

    @Test
    void aLostAnswerLeavesTheKeyBehind() throws Exception {
        outline.fail(Call.PUT_KEY, CallFault.ANSWER_LOST, 1);

        assertThrows(IOException.class, () -> api.call("PUT", KEY, "{\"password\":\"secret\"}"));

        assertEquals(1, outline.keys().size());
        assertEquals(CallFault.ANSWER_LOST, outline.calls().getFirst().fault());
        assertEquals(200, api.call("GET", KEY).status());
    }

    @Test
    void aTestCanWaitForACall() throws Exception {
        var waiting = java.util.concurrent.CompletableFuture.runAsync(
                () -> outline.await("a listing", Duration.ofSeconds(10), () -> outline.calls().stream()
                        .anyMatch(call -> call.call() == Call.LIST_KEYS)));
        api.call("GET", "/access-keys");
        waiting.get();

        assertThrows(AssertionError.class, () -> outline.await("never", Duration.ofMillis(1), () -> false));
    }

    @Test
    void everythingSurvivesARestart(@TempDir Path state) throws Exception {
        String apiUrl;
        String sha256;
        AccessKey key;
        try (var first = OutlineSimulator.start(0, 0, state, "nl1")) {
            apiUrl = first.apiUrl();
            sha256 = first.certSha256();
            key = first.makeForeignKey("Ana");
            first.addTraffic(key.id(), 42);
            assertEquals(
                    "certSha256:" + sha256 + "\napiUrl:" + apiUrl + "\n",
                    Files.readString(state.resolve("access.txt")));
            assertTrue(sha256.matches("[0-9A-F]{64}"));
        }
        try (var second = OutlineSimulator.start(0, 0, state, "nl1")) {
            assertEquals(apiUrl, second.apiUrl());
            assertEquals(sha256, second.certSha256());
            assertEquals(List.of(key), second.keys());
            assertTrue(second.isLive(key.id()));
            assertEquals(42, second.exactBytes(key.id()));
        }
        assertNotEquals(apiUrl, outline.apiUrl());
    }
}
