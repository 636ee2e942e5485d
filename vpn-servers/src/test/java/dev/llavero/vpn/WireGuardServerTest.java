package dev.llavero.vpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.llavero.contracts.KeyId;
import dev.llavero.platform.vault.Secret;
import dev.llavero.testkit.wireguard.AgentSimulator;
import dev.llavero.testkit.wireguard.Call;
import dev.llavero.testkit.wireguard.CallFault;
import dev.llavero.vpn.Outcome.Done;
import dev.llavero.vpn.Outcome.Down;
import dev.llavero.vpn.Outcome.Refused;
import dev.llavero.vpn.ServerCredential.OutlinePassword;
import dev.llavero.vpn.ServerCredential.WireGuardPeer;
import dev.llavero.vpn.ServerFacts.WireGuardFacts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WireGuardServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(1);
    private static Vertx vertx;

    private AgentSimulator agent;
    private VpnServer server;
    private VpnServer impatient;
    private int addresses = 1;

    @BeforeAll
    static void startVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stopVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void start() throws IOException {
        agent = AgentSimulator.start();
        server = at(agent.apiUrl(), agent.certSha256(), PATIENCE);
        impatient = at(agent.apiUrl(), agent.certSha256(), LITTLE_PATIENCE);
    }

    @AfterEach
    void stop() throws IOException {
        agent.close();
    }

    private static VpnServer at(String apiUrl, String certSha256, Duration patience) {
        return new VpnServers(vertx, patience).at(WireGuardAccess.of(apiUrl, certSha256, true));
    }

    @Test
    void aPeerIsMadeAsItWasWanted() {
        var key = newKey(1);

        assertEquals(new Done<>(new Endpoint(agent.port(), "wireguard")), end(server.put(key)));

        var held = agent.held().getFirst();
        assertEquals(key.id().toString(), held.key().value());
        assertEquals(peer(key).publicKey(), held.publicKey().base64());
        assertEquals(peer(key).presharedKey().reveal(), held.presharedKey().base64());
        assertEquals(Set.of(peer(key).publicKey()), agent.onTheInterface());
    }

    @Test
    void puttingAKeyAgainChangesNothing() {
        var key = newKey(1);
        var first = end(server.put(key));

        assertEquals(first, end(server.put(key)));
        assertEquals(1, agent.held().size());
    }

    @ParameterizedTest
    @EnumSource(
            value = CallFault.class,
            names = {"ANSWER_LOST", "ERROR_AFTER_APPLYING", "LATE", "ERROR"})
    void aLostAnswerIsNoLostKey(CallFault fault) {
        var key = newKey(1);
        agent.fail(Call.PUT_PEER, fault, 1);

        assertInstanceOf(Done.class, end(server.put(key)));
        agent.deliverLate();

        assertEquals(1, agent.held().size());
    }

    static Stream<Arguments> lastingFaults() {
        return Stream.of(
                Arguments.of(CallFault.ERROR, Fault.SERVER_ERROR),
                Arguments.of(CallFault.RATE_LIMITED, Fault.RATE_LIMITED),
                Arguments.of(CallFault.ANSWER_LOST, Fault.CONNECT),
                Arguments.of(CallFault.HANG, Fault.TIMEOUT));
    }

    @ParameterizedTest
    @MethodSource("lastingFaults")
    void whatIsUncertainIsNeverDone(CallFault fault, Fault expected) {
        var key = newKey(1);
        agent.fail(fault, 20);

        assertEquals(expected, fault(end(impatient.put(key))));
        assertEquals(expected, fault(end(impatient.remove(key.id(), 2))));
        assertEquals(expected, fault(end(impatient.list())));
        assertEquals(expected, fault(end(impatient.transfer())));
        assertEquals(expected, fault(end(impatient.probe())));
    }

    @Test
    void anAddressOrPublicKeyOfAnotherKeyIsTold() {
        var taken = newKey(1);
        end(server.put(taken));

        var sameCredential = new ServerKey(new KeyId(UUID.randomUUID()), 1, taken.credential());
        var sameAddress = new ServerKey(
                new KeyId(UUID.randomUUID()),
                1,
                new WireGuardPeer(random(), new Secret(random()), peer(taken).addresses()));

        assertEquals(Refusal.CREDENTIAL_TAKEN, refusal(end(server.put(sameCredential))));
        assertEquals(Refusal.CREDENTIAL_TAKEN, refusal(end(server.put(sameAddress))));
        assertEquals(1, agent.held().size());
    }

    @Test
    void aCallFromThePastIsToldAndChangesNothing() {
        var key = newKey(3);
        end(server.put(key));

        assertEquals(Refusal.OUTDATED, refusal(end(server.remove(key.id(), 2))));
        assertEquals(Refusal.OUTDATED, refusal(end(server.put(new ServerKey(key.id(), 2, key.credential())))));
        assertEquals(1, agent.held().size());
    }

    @Test
    void aPutThatArrivesAfterTheRemovalDoesNotBringTheKeyBack() {
        var key = newKey(1);
        agent.fail(Call.PUT_PEER, CallFault.LATE, 2);
        assertInstanceOf(Down.class, end(server.put(key)));

        assertEquals(new Done<>(new Gone()), end(server.remove(key.id(), 2)));
        agent.deliverLate();

        assertTrue(agent.held().isEmpty());
        assertTrue(agent.onTheInterface().isEmpty());
    }

    @Test
    void aRemovalThatArrivesAfterTheNextPutDoesNotTakeTheKeyAway() {
        var key = newKey(1);
        end(server.put(key));
        agent.fail(Call.DELETE_PEER, CallFault.LATE, 1);
        assertInstanceOf(Down.class, end(server.remove(key.id(), 2)));

        end(server.put(new ServerKey(key.id(), 3, key.credential())));
        agent.deliverLate();

        assertEquals(1, agent.onTheInterface().size());
    }

    @Test
    void anOutlineKeyIsNoWireGuardKey() {
        var key = new ServerKey(new KeyId(UUID.randomUUID()), 1, new OutlinePassword(new Secret("password")));

        assertEquals(Refusal.INVALID, refusal(end(server.put(key))));
        assertTrue(agent.calls().isEmpty());
    }

    @Test
    void whatNoPeerCanBeIsInvalid() {
        var key = new ServerKey(
                new KeyId(UUID.randomUUID()),
                1,
                new WireGuardPeer(random(), new Secret(random()), List.of("10.64.0.2/32\nPostUp = x")));

        assertEquals(Refusal.INVALID, refusal(end(server.put(key))));
    }

    @Test
    void aRemovedKeyIsGoneAndStaysGone() {
        var key = newKey(1);
        end(server.put(key));

        assertEquals(new Done<>(new Gone()), end(server.remove(key.id(), 2)));
        assertEquals(new Done<>(new Gone()), end(server.remove(key.id(), 2)));
        assertTrue(agent.onTheInterface().isEmpty());
    }

    @Test
    void aWrongSecretPathDoesNotPassForGone() {
        var key = newKey(1);
        end(server.put(key));
        var wrong = at(agent.apiUrl() + "x", agent.certSha256(), PATIENCE);

        assertEquals(Fault.BAD_ANSWER, fault(end(wrong.remove(key.id(), 2))));
        assertEquals(Fault.BAD_ANSWER, fault(end(wrong.put(key))));
        assertEquals(1, agent.held().size());
    }

    @Test
    void nothingIsSentToAServerWithAnotherCertificate() {
        var other = at(agent.apiUrl(), "0".repeat(64), PATIENCE);

        assertEquals(Fault.CERTIFICATE, fault(end(other.put(newKey(1)))));
        assertEquals(Fault.CERTIFICATE, fault(end(other.list())));
        assertTrue(agent.calls().isEmpty());
    }

    @Test
    void aServerThatIsDownIsToldAndComesBackWithItsPeers() throws IOException {
        var key = newKey(1);
        end(server.put(key));
        agent.outage();
        assertEquals(Fault.CONNECT, fault(end(server.put(newKey(1)))));
        agent.emptyInterface();

        agent.heal();

        assertEquals(1, done(end(server.list())).size());
        assertInstanceOf(Done.class, end(server.transfer()));
        assertEquals(Set.of(peer(key).publicKey()), agent.onTheInterface());
    }

    @Test
    void theListTellsWhichPlacementHoldsWhat() {
        var key = newKey(7);
        end(server.put(key));

        assertEquals(
                List.of(new HeldKey.WireGuardPeer(
                        key.id().toString(), peer(key).publicKey(), peer(key).addresses(), 7)),
                done(end(server.list())));
    }

    @Test
    void countersCarryTheirEpochAndOutliveThePeer() {
        var key = newKey(1);
        end(server.put(key));
        agent.addTraffic(key.id().toString(), 5_000_000_000L, 1);
        end(server.remove(key.id(), 2));
        end(server.put(new ServerKey(key.id(), 3, key.credential())));
        agent.addTraffic(key.id().toString(), 7, 8);

        var counters = done(end(server.transfer()));

        assertEquals(
                Set.of(5_000_000_001L, 15L),
                counters.stream().map(Counter::bytes).collect(Collectors.toSet()));
        assertNotEquals(counters.getFirst().epoch(), counters.getLast().epoch());
        assertEquals(5_000_000_016L, agent.exactBytes().get(key.id().toString()));
    }

    @Test
    void anInterfaceMadeAnewCountsFromAnotherEpoch() {
        var key = newKey(1);
        end(server.put(key));
        agent.addTraffic(key.id().toString(), 100, 0);
        var before = done(end(server.transfer())).getFirst();

        agent.emptyInterface();

        var after = done(end(server.transfer())).getFirst();
        assertEquals(0, after.bytes());
        assertTrue(after.epoch().getAsLong() > before.epoch().getAsLong());
    }

    @Test
    void theServerTellsWhatAClientsFileNeeds() {
        end(server.put(newKey(1)));

        var facts = assertInstanceOf(WireGuardFacts.class, done(end(server.probe())));

        assertEquals(agent.port(), facts.port());
        assertEquals(1_420, facts.mtu());
        assertEquals(1, facts.peers());
        assertTrue(facts.publicKey().matches("[A-Za-z0-9+/]{43}="));
    }

    @Test
    void fiveThousandPeersAreListed() {
        var keys = IntStream.range(0, 5_000).mapToObj(_ -> newKey(1)).toList();
        Uni.join()
                .all(keys.stream().map(server::put).toList())
                .usingConcurrencyOf(8)
                .andFailFast()
                .await()
                .atMost(Duration.ofMinutes(2));

        assertEquals(5_000, done(end(server.list())).size());
        assertEquals(5_000, done(end(server.transfer())).size());
    }

    @Test
    void nothingSecretIsInAnyDetail() throws IOException {
        var key = newKey(1);
        var details = new StringBuilder(key.toString());
        for (var fault : CallFault.values()) {
            agent.fail(fault, 3);
            details.append(end(impatient.put(key)));
            agent.heal();
        }
        agent.outage();
        details.append(end(impatient.put(key))).append(end(impatient.transfer()));

        assertFalse(details.toString().contains(agent.apiUrl().replaceAll(".*/", "")), details.toString());
        assertFalse(details.toString().contains(peer(key).presharedKey().reveal()), details.toString());
    }

    private ServerKey newKey(long epoch) {
        addresses++;
        return new ServerKey(
                new KeyId(UUID.randomUUID()),
                epoch,
                new WireGuardPeer(
                        random(),
                        new Secret(random()),
                        List.of(
                                "10.64.%d.%d/32".formatted(addresses / 256, addresses % 256),
                                "fd6c:6c61:7665::%x/128".formatted(addresses))));
    }

    private static WireGuardPeer peer(ServerKey key) {
        return assertInstanceOf(WireGuardPeer.class, key.credential());
    }

    private static String random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static <T> Outcome<T> end(Uni<Outcome<T>> call) {
        return call.await().atMost(Duration.ofSeconds(20));
    }

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Done<T>(var value) -> value;
            case Down<T> down -> fail(down.toString());
            case Refused<T> refused -> fail(refused.toString());
        };
    }

    private static Fault fault(Outcome<?> outcome) {
        return assertInstanceOf(Down.class, outcome, outcome.toString()).fault();
    }

    private static Refusal refusal(Outcome<?> outcome) {
        return assertInstanceOf(Refused.class, outcome, outcome.toString()).refusal();
    }
}
