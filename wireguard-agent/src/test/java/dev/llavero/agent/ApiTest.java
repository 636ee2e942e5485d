package dev.llavero.agent;

import static dev.llavero.agent.AgentClient.wish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llavero.agent.link.MemoryLink;
import dev.llavero.agent.peer.Address;
import dev.llavero.agent.peer.KeyId;
import dev.llavero.agent.peer.Peer;
import dev.llavero.agent.peer.PresharedKey;
import dev.llavero.agent.peer.PrivateKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

    private static final PrivateKey ANA = PrivateKey.fresh();
    private static final PrivateKey BEN = PrivateKey.fresh();
    private static final String SECRET = PrivateKey.fresh().base64();

    @TempDir
    Path folder;

    private final MemoryLink link = new MemoryLink();
    private WireGuardAgent agent;
    private AgentClient client;

    @BeforeEach
    void start() throws Exception {
        agent = WireGuardAgent.start(
                Settings.of(
                        Map.of("WIREGUARD_HOST", "127.0.0.1", "WIREGUARD_API_ADDRESS", "127.0.0.1"),
                        List.of("--state=" + folder.resolve("state"), "--backend=memory")),
                link,
                UnaryOperator.identity());
        client = new AgentClient(agent.apiUrl(), agent.certSha256());
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
    }

    private void restart() throws Exception {
        stop();
        start();
    }

    @Test
    void aPeerIsMadeOnceHoweverOftenItIsAskedFor() throws Exception {
        var wish = wish(ANA, SECRET, 1, "10.64.0.2/32", "fd6c:6c61:7665::2/128");

        var first = client.put("ana", wish);
        var again = client.put("ana", wish);

        assertEquals(201, first.status());
        assertEquals(200, again.status());
        assertEquals(first.body(), again.body());
        assertEquals(List.of(ANA.publicKey().base64()), onTheInterface());
    }

    @Test
    void noAnswerRepeatsASecret() throws Exception {
        client.put("ana", wish(ANA, SECRET, 1, "10.64.0.2"));

        for (var path : List.of("/peers", "/peers/ana", "/server", "/metrics/transfer", "/health"))
            assertFalse(client.get(path).body().toString().contains(SECRET), path);
    }

    @Test
    void theFilesBelongToOneUserAlone() throws Exception {
        client.put("ana", wish(ANA, SECRET, 1, "10.64.0.2"));

        try (var files = Files.list(folder.resolve("state"))) {
            for (var file : files.toList())
                assertEquals(
                        "[OWNER_READ, OWNER_WRITE]",
                        Files.getPosixFilePermissions(file).stream()
                                .sorted()
                                .toList()
                                .toString(),
                        file.toString());
        }
    }

    @Test
    void accessTxtIsOutlines() throws Exception {
        assertEquals(
                "certSha256:" + agent.certSha256() + "\napiUrl:" + agent.apiUrl() + "\n",
                Files.readString(folder.resolve("state/access.txt")));
        assertTrue(agent.certSha256().matches("[0-9A-F]{64}"));
    }

    @Test
    void aConflictIsOnlyWhatBelongsToAnother() throws Exception {
        client.put("ana", wish(ANA, SECRET, 1, "10.64.0.2"));

        assertEquals(409, client.put("ben", wish(ANA, SECRET, 1, "10.64.0.3")).status());
        assertEquals(409, client.put("ben", wish(BEN, SECRET, 1, "10.64.0.2")).status());
        assertEquals(200, client.put("ana", wish(ANA, SECRET, 1, "10.64.0.9")).status());
        assertEquals(201, client.put("ben", wish(BEN, SECRET, 1, "10.64.0.2")).status());
    }

    @Test
    void aNewPublicKeyTakesTheOldOnesPlaceAndLeavesItsCounters() throws Exception {
        client.put("ana", wish(ANA, SECRET, 1, "10.64.0.2"));
        link.count(ANA.publicKey(), 100, 200, Instant.now());

        assertEquals(200, client.put("ana", wish(BEN, SECRET, 2, "10.64.0.2")).status());

        assertEquals(List.of(BEN.publicKey().base64()), onTheInterface());
        assertEquals(List.of("ana 0 0 there", "ana 100 200 removed"), transfers());
    }

    @Test
    void whatIsRemovedIsGoneAndItsLastCountersStay() throws Exception {
        client.put("ana", wish(ANA, SECRET, 1, "10.64.0.2"));
        link.count(ANA.publicKey(), 100, 200, Instant.now());

        assertEquals(204, client.delete("ana", 2).status());
        assertEquals(204, client.delete("ana", 2).status());

        assertEquals(404, client.get("/peers/ana").status());
        assertEquals(List.of(), onTheInterface());
        assertEquals(List.of("ana 100 200 removed"), transfers());
        restart();
        assertEquals(List.of("ana 100 200 removed"), transfers());
    }

    @Test
    void aWishFromThePastIsRefused() throws Exception {
        client.delete("ana", 2);
        assertEquals(
                "StaleEpoch",
                client.put("ana", wish(ANA, SECRET, 1, "10.64.0.2")).code());
        restart();
        assertEquals(412, client.put("ana", wish(ANA, SECRET, 1, "10.64.0.2")).status());

        client.put("ana", wish(ANA, SECRET, 3, "10.64.0.2"));
        assertEquals(412, client.delete("ana", 2).status());
        assertEquals(200, client.get("/peers/ana").status());
    }

    @Test
    void aPeerThatComesAgainCountsFromANewEpoch() throws Exception {
        var first = client.put("ana", wish(ANA, SECRET, 1, "10.64.0.2")).body().get("counterEpoch");
        client.delete("ana", 2);

        var second = client.put("ana", wish(ANA, SECRET, 3, "10.64.0.2")).body().get("counterEpoch");

        assertNotEquals(first, second);
    }

    @Test
    void anEmptyInterfaceIsFilledAgainAndCountsFromANewEpoch() throws Exception {
        client.put("ana", wish(ANA, SECRET, 1, "10.64.0.2"));
        client.put("ben", wish(BEN, SECRET, 1, "10.64.0.3"));
        var before = client.get("/peers/ana").body().get("counterEpoch");

        link.recreate();
        // Asking for counters looks at the interface first; else it is looked at every two seconds.
        var after = client.get("/metrics/transfer");

        assertEquals(2, after.body().get("transfers").size());
        assertEquals(2, onTheInterface().size());
        assertNotEquals(before, client.get("/peers/ana").body().get("counterEpoch"));
    }

    @Test
    void aRestartOfTheAgentDisturbsNoCounter() throws Exception {
        client.put("ana", wish(ANA, SECRET, 1, "10.64.0.2"));
        link.count(ANA.publicKey(), 100, 200, Instant.now());
        var before = client.get("/metrics/transfer").body();
        var address = agent.apiUrl();

        restart();

        assertEquals(before, client.get("/metrics/transfer").body());
        assertEquals(address, agent.apiUrl());
    }

    @Test
    void aRestartOfBothFillsTheInterface() throws Exception {
        client.put("ana", wish(ANA, SECRET, 1, "10.64.0.2"));
        agent.close();
        link.lose();

        start();

        assertEquals(List.of("ana 0 0 there"), transfers());
    }

    @Test
    void thePeersOfOthersAreToldAndLeftAlone() throws Exception {
        link.set(List.of(new Peer(
                new KeyId("x"), BEN.publicKey(), new PresharedKey(SECRET), List.of(Address.of("10.64.0.3")), 1, 1)));

        var peers = client.get("/peers").body();

        assertEquals(0, peers.get("peers").size());
        assertEquals(
                BEN.publicKey().base64(), peers.get("foreignPublicKeys").get(0).asText());
    }

    @Test
    void onlineIsAHandshakeInTheLastThreeMinutes() throws Exception {
        client.put("ana", wish(ANA, SECRET, 1, "10.64.0.2"));
        client.put("ben", wish(BEN, SECRET, 1, "10.64.0.3"));
        link.count(ANA.publicKey(), 1, 1, Instant.now().minusSeconds(170));
        link.count(BEN.publicKey(), 1, 1, Instant.now().minusSeconds(190));
        client.get("/metrics/transfer");

        assertEquals(1, client.get("/server").body().at("/load/peersOnline").asInt());
        assertTrue(client.get("/peers/ana").body().get("online").asBoolean());
        assertFalse(client.get("/peers/ben").body().get("online").asBoolean());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"publicKey\":1}",
                "{\"publicKey\":\"%1$s\",\"presharedKey\":\"%2$s\",\"addresses\":[\"10.64.0.2\"],\"epoch\":\"1\"}",
                "{\"publicKey\":\"%1$s\",\"presharedKey\":\"%2$s\",\"addresses\":[\"10.64.0.2\"],\"epoch\":-1}",
                "{\"publicKey\":\"%1$s\",\"presharedKey\":\"%2$s\",\"addresses\":[\"10.64.0.2\"],\"epoch\":1.5}",
                "{\"publicKey\":\"%1$s\",\"presharedKey\":\"%2$s\",\"addresses\":[],\"epoch\":1}",
                "{\"publicKey\":\"%1$s\",\"presharedKey\":\"%2$s\",\"addresses\":[null],\"epoch\":1}",
                "{\"publicKey\":\"%1$s\",\"presharedKey\":\"%2$s\",\"addresses\":[\"10.64.0.2\",\"10.64.0.2/32\"],\"epoch\":1}",
                "{\"publicKey\":\"%1$s\",\"presharedKey\":\"%2$s\",\"addresses\":[\"10.64.0.1\"],\"epoch\":1}",
                "{\"publicKey\":\"%1$s\",\"presharedKey\":\"%2$s\",\"addresses\":[\"192.168.0.2\"],\"epoch\":1}",
                "{\"publicKey\":\"%1$s\",\"presharedKey\":\"%2$s\",\"addresses\":[\"10.64.0.2\"],\"epoch\":1,\"PostUp\":\"x\"}",
                "{\"publicKey\":\"%1$s\\nPostUp=x\",\"presharedKey\":\"%2$s\",\"addresses\":[\"10.64.0.2\"],\"epoch\":1}",
                "{\"publicKey\":\"%1$s\",\"presharedKey\":\"%2$s\\n\\n\",\"addresses\":[\"10.64.0.2\"],\"epoch\":1}",
                "{\"publicKey\":\"%1$s\",\"presharedKey\":\"%2$s\",\"addresses\":[\"10.64.0.2\\nPostUp=x\"],\"epoch\":1}",
            })
    void aMalformedWishIsRefusedAndChangesNothing(String body) throws Exception {
        var reply = client.put("ana", body.formatted(ANA.publicKey().base64(), SECRET));

        assertEquals(400, reply.status(), body);
        assertEquals("Invalid", reply.code());
        assertFalse(reply.body().toString().contains(SECRET));
        assertEquals(List.of(), onTheInterface());
    }

    @Test
    void theServersOwnKeyIsNoPeer() throws Exception {
        var own = client.get("/server").body().get("publicKey").asText();
        var wish = wish(ANA, SECRET, 1, "10.64.0.2").replace(ANA.publicKey().base64(), own);

        assertEquals(400, client.put("ana", wish).status());
    }

    @Test
    void odderRequestsGetAClearNo() throws Exception {
        assertEquals(404, client.get("/nothing").status());
        assertEquals(400, client.get("/peers/a%20b").status());
        assertEquals(400, client.get("/peers/").status());
        assertEquals(405, client.call("POST", "/peers", "{}").status());
        assertEquals(405, client.call("PATCH", "/peers/ana", "{}").status());
        assertEquals(400, client.call("DELETE", "/peers/ana", "").status());
        assertEquals(
                400, client.call("DELETE", "/peers/ana?epoch=1&epoch=2", "").status());
        assertEquals(413, client.put("ana", " ".repeat(5_000)).status());
    }

    @Test
    void aWrongSecretPathIsNothing() throws Exception {
        var wrong = new AgentClient(agent.apiUrl() + "x", agent.certSha256());

        assertEquals("ResourceNotFound", wrong.get("/server").code());
        assertEquals(404, wrong.delete("ana", 1).status());
    }

    @Test
    void manyAtATimeAreAllThereAfterwards() throws Exception {
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 2; i < 102; i++) {
            var wish = wish(PrivateKey.fresh(), SECRET, 1, "10.64.0." + i);
            var key = "key-" + i;
            calls.add(() -> client.put(key, wish).status());
            // From the past, or before it is there: no reason to lose it.
            calls.add(() -> client.delete(key, 0).status());
        }
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var done : threads.invokeAll(calls)) done.get();
        }

        assertEquals(100, onTheInterface().size());
        restart();
        assertEquals(100, client.get("/peers").body().get("peers").size());
    }

    private List<String> onTheInterface() throws Exception {
        return link.read().keySet().stream().map(Object::toString).toList();
    }

    private List<String> transfers() throws Exception {
        var all = new ArrayList<String>();
        for (JsonNode transfer : client.get("/metrics/transfer").body().get("transfers"))
            all.add("%s %d %d %s"
                    .formatted(
                            transfer.get("id").asText(),
                            transfer.get("receivedBytes").asLong(),
                            transfer.get("sentBytes").asLong(),
                            transfer.get("removedAt").isNull() ? "there" : "removed"));
        return all.stream().sorted().toList();
    }
}
