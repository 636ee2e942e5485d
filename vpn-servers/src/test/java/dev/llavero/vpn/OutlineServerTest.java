package dev.llavero.vpn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.llavero.contracts.KeyId;
import dev.llavero.platform.vault.Secret;
import dev.llavero.testkit.outline.Call;
import dev.llavero.testkit.outline.CallFault;
import dev.llavero.testkit.outline.Estimate;
import dev.llavero.testkit.outline.OutlineSimulator;
import dev.llavero.vpn.HeldKey.OutlineKey;
import dev.llavero.vpn.Outcome.Done;
import dev.llavero.vpn.Outcome.Down;
import dev.llavero.vpn.Outcome.Refused;
import dev.llavero.vpn.ServerCredential.OutlinePassword;
import dev.llavero.vpn.ServerFacts.OutlineFacts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
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

class OutlineServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(1);
    private static Vertx vertx;

    private OutlineSimulator outline;
    private VpnServer server;
    /** For calls that are meant to time out. */
    private VpnServer impatient;

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
        outline = OutlineSimulator.start();
        server = at(outline.apiUrl(), PATIENCE);
        impatient = at(outline.apiUrl(), LITTLE_PATIENCE);
    }

    @AfterEach
    void stop() throws IOException {
        outline.close();
    }

    private VpnServer at(String apiUrl, Duration patience) {
        return new VpnServers(vertx, patience).at(OutlineAccess.of(apiUrl, outline.certSha256(), true));
    }

    private VpnServer facing(Fault expected) {
        return expected == Fault.TIMEOUT ? impatient : server;
    }

    @Test
    void aKeyIsMadeUnderItsOwnIdWithItsOwnPassword() {
        var key = newKey();

        assertEquals(new Done<>(new Endpoint(outline.ssPort(), "chacha20-ietf-poly1305")), end(server.put(key)));

        var held = outline.keys().getFirst();
        assertEquals(key.id().toString(), held.id());
        assertEquals(key.id().toString(), held.name());
        assertEquals(password(key).reveal(), held.password());
    }

    @Test
    void puttingAKeyAgainChangesNothing() {
        var key = newKey();
        var first = end(server.put(key));

        assertEquals(first, end(server.put(key)));
        assertEquals(1, outline.keys().size());
    }

    @ParameterizedTest
    @EnumSource(
            value = CallFault.class,
            names = {"ANSWER_LOST", "HALF_BODY", "ERROR_AFTER_APPLYING", "ENDLESS_BODY", "FLOOD"})
    void aKeyIsNotMadeTwiceWhenTheAnswerIsLost(CallFault fault) {
        var key = newKey();
        outline.fail(Call.PUT_KEY, fault, 1);

        assertInstanceOf(Done.class, end(server.put(key)));
        assertEquals(1, outline.keys().size());
    }

    static Stream<Arguments> faultsThatApplyNothing() {
        return Stream.of(
                Arguments.of(CallFault.ERROR, Fault.SERVER_ERROR),
                Arguments.of(CallFault.RATE_LIMITED, Fault.RATE_LIMITED),
                Arguments.of(CallFault.HANG, Fault.TIMEOUT),
                Arguments.of(CallFault.HTML, Fault.BAD_ANSWER),
                Arguments.of(CallFault.REDIRECT, Fault.REDIRECT));
    }

    @ParameterizedTest
    @MethodSource("faultsThatApplyNothing")
    void aKeyThatWasNotMadeIsNotReported(CallFault fault, Fault expected) {
        outline.fail(Call.PUT_KEY, fault, 1);

        assertEquals(expected, fault(end(facing(expected).put(newKey()))));
        assertTrue(outline.keys().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("faultsThatApplyNothing")
    void aFailedDeleteNeverPassesForDone(CallFault fault, Fault expected) {
        var key = newKey();
        end(server.put(key));
        outline.fail(Call.DELETE_KEY, fault, 1);

        assertEquals(expected, fault(end(facing(expected).remove(key.id(), 1))));
        assertEquals(1, outline.keys().size());
    }

    static Stream<Arguments> faultsOfReading() {
        return Stream.concat(
                faultsThatApplyNothing(),
                Stream.of(
                        Arguments.of(CallFault.ANSWER_LOST, Fault.CONNECT),
                        Arguments.of(CallFault.HALF_BODY, Fault.CONNECT),
                        Arguments.of(CallFault.ENDLESS_BODY, Fault.TIMEOUT),
                        Arguments.of(CallFault.FLOOD, Fault.BAD_ANSWER)));
    }

    @ParameterizedTest
    @MethodSource("faultsOfReading")
    void anUnusableAnswerIsNeverAnEmptyList(CallFault fault, Fault expected) {
        outline.fail(Call.LIST_KEYS, fault, 1);
        outline.fail(Call.GET_TRANSFER, fault, 1);
        outline.fail(Call.GET_SERVER, fault, 1);

        assertEquals(expected, fault(end(facing(expected).list())));
        assertEquals(expected, fault(end(facing(expected).transfer())));
        assertEquals(expected, fault(end(facing(expected).probe())));
    }

    @Test
    void everyCallEndsInTime() {
        outline.fail(CallFault.HANG, 4);
        var began = System.nanoTime();

        assertEquals(Fault.TIMEOUT, fault(end(impatient.put(newKey()))));

        var took = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(took.compareTo(LITTLE_PATIENCE.plusSeconds(1)) < 0, "took " + took);
    }

    @ParameterizedTest
    @EnumSource(
            value = CallFault.class,
            names = {"ENDLESS_BODY", "FLOOD"})
    void anAnswerThatNeverEndsIsCutOff(CallFault fault) {
        outline.fail(Call.LIST_KEYS, fault, 1);

        end(impatient.list());

        outline.await("the connection is cut", Duration.ofSeconds(10), () -> outline.cutAnswers() == 1);
    }

    @Test
    void aPasswordInUseIsTold() {
        var taken = newKey();
        end(server.put(taken));

        var outcome = end(server.put(new ServerKey(new KeyId(UUID.randomUUID()), 1, taken.credential())));

        assertEquals(Refusal.CREDENTIAL_TAKEN, refusal(outcome));
        assertEquals(1, outline.keys().size());
    }

    @Test
    void aKeyComesBackOnThePortThatItHad() throws IOException {
        var key = newKey();
        var port = freePort();

        assertEquals(new Done<>(new Endpoint(port, "chacha20-ietf-poly1305")), end(server.put(on(port, key))));
        assertEquals(port, outline.keys().getFirst().port());
    }

    @Test
    void aKeyWhosePortIsTakenWorksOnAnother() throws IOException {
        var key = newKey();
        try (var somebodyElse = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var outcome = end(server.put(on(somebodyElse.getLocalPort(), key)));

            assertEquals(new Done<>(new Endpoint(outline.ssPort(), "chacha20-ietf-poly1305")), outcome);
        }
        assertEquals(password(key).reveal(), outline.keys().getFirst().password());
    }

    @Test
    void aPasswordInUseIsToldWhateverPortIsWished() {
        var taken = newKey();
        end(server.put(taken));
        var another = new ServerKey(new KeyId(UUID.randomUUID()), 1, taken.credential(), outline.ssPort());

        assertEquals(Refusal.CREDENTIAL_TAKEN, refusal(end(server.put(another))));
    }

    @Test
    void anotherPasswordUnderOurIdIsTold() {
        var key = newKey();
        end(server.put(key));

        var outcome = end(server.put(new ServerKey(key.id(), 1, new OutlinePassword(new Secret("another")))));

        assertEquals(Refusal.DIFFERENT_KEY, refusal(outcome));
    }

    @Test
    void nothingIsSentToAServerWithAnotherCertificate() throws IOException {
        end(server.probe());
        var before = outline.calls().size();
        outline.wrongCertificate();

        assertEquals(Fault.CERTIFICATE, fault(end(server.put(newKey()))));
        assertEquals(Fault.CERTIFICATE, fault(end(server.list())));
        assertEquals(before, outline.calls().size());

        outline.heal();
        assertInstanceOf(Done.class, end(server.put(newKey())));
    }

    @Test
    void aServerThatIsDownIsToldAndComesBack() throws IOException {
        end(server.probe());
        outline.outage();
        assertEquals(Fault.CONNECT, fault(end(server.put(newKey()))));
        assertEquals(Fault.CONNECT, fault(end(server.probe())));

        outline.heal();
        assertInstanceOf(Done.class, end(server.probe()));
    }

    @Test
    void aRedirectIsNotFollowed() {
        outline.fail(Call.GET_SERVER, CallFault.REDIRECT, 1);

        assertEquals(Fault.REDIRECT, fault(end(server.probe())));
        assertEquals(
                List.of(Call.GET_SERVER),
                outline.calls().stream().map(call -> call.call()).toList());
    }

    @Test
    void aRemovedKeyIsGoneAndStaysGone() {
        var key = newKey();
        end(server.put(key));

        assertEquals(new Done<>(new Gone()), end(server.remove(key.id(), 1)));
        assertEquals(new Done<>(new Gone()), end(server.remove(key.id(), 1)));
        assertTrue(outline.keys().isEmpty());
    }

    @Test
    void aWrongSecretPathDoesNotPassForGone() {
        var key = newKey();
        end(server.put(key));
        var wrong = at(outline.apiUrl() + "x", PATIENCE);

        assertEquals(Fault.BAD_ANSWER, fault(end(wrong.remove(key.id(), 1))));
        assertEquals(Fault.BAD_ANSWER, fault(end(wrong.put(key))));
        assertEquals(1, outline.keys().size());
    }

    @Test
    void aForgottenKeyIsMadeAgainTheSame() {
        var key = newKey();
        end(server.put(key));
        outline.forget(key.id().toString());

        assertInstanceOf(Done.class, end(server.put(key)));
        assertEquals(password(key).reveal(), outline.keys().getFirst().password());
    }

    /** What is left of the time is for looking, however little of it the call before took. */
    @Test
    void aSlowServerIsLookedAtForAsLongAsThereIsTime() {
        var key = newKey();
        var patient = at(outline.apiUrl(), Duration.ofSeconds(4));
        assertInstanceOf(Done.class, end(patient.put(key)));
        outline.latency(Duration.ofMillis(1_700));

        assertInstanceOf(Done.class, end(patient.put(key)));
    }

    @Test
    void theListHoldsForeignKeysToo() {
        var key = newKey();
        end(server.put(key));
        var foreign = outline.makeForeignKey("Ana's phone");

        var held = done(end(server.list()));

        assertEquals(
                List.of(key.id().toString(), foreign.id()),
                held.stream().map(HeldKey::id).toList());
        assertEquals(
                password(key),
                assertInstanceOf(OutlineKey.class, held.getFirst()).password());
        assertEquals(
                "Ana's phone",
                assertInstanceOf(OutlineKey.class, held.getLast()).name());
        assertFalse(held.toString().contains("Ana") || held.toString().contains(foreign.password()));
    }

    /** No text column takes a zero, and what cannot be written down must not stand in the way of the rest. */
    @Test
    void aForeignNameIsCutToWhatCanBeStored() {
        outline.makeForeignKey("a\0b" + "c".repeat(1_000));

        var held = assertInstanceOf(OutlineKey.class, done(end(server.list())).getFirst());

        assertEquals("a?b" + "c".repeat(253), held.name());
    }

    @Test
    void aForeignKeyIsRemovedWhateverItIsCalled() {
        var ours = newKey();
        end(server.put(ours));
        outline.makeKey("Mum's / Dad's? ключ", "", "password");

        assertInstanceOf(Done.class, end(server.removeForeign("Mum's / Dad's? ключ")));
        assertInstanceOf(Done.class, end(server.removeForeign("Mum's / Dad's? ключ")));
        assertEquals(
                List.of(ours.id().toString()),
                outline.keys().stream().map(held -> held.id()).toList());
    }

    @Test
    void fiveThousandKeysAreListed() {
        for (int i = 0; i < 5_000; i++) outline.makeKey("key-" + i, "", "password-" + i);

        assertEquals(5_000, done(end(server.list())).size());
    }

    @Test
    void countersAreTakenAsTheyAre() {
        outline.estimate(Estimate.EXACT);
        outline.addTraffic("a", 5_000_000_000L);
        outline.addTraffic("b", 1);

        assertEquals(
                Set.of(
                        new Counter("a", OptionalLong.empty(), 5_000_000_000L),
                        new Counter("b", OptionalLong.empty(), 1)),
                Set.copyOf(done(end(server.transfer()))));
    }

    @Test
    void theServerTellsItsFacts() {
        var facts = assertInstanceOf(OutlineFacts.class, done(end(server.probe())));

        assertEquals("simulated", facts.name());
        assertEquals(outline.ssPort(), facts.portForNewKeys());
        assertEquals("127.0.0.1", facts.hostname());
    }

    @Test
    void nothingSecretIsInAnyDetail() throws IOException {
        var key = newKey();
        var details = new StringBuilder();
        for (var fault : CallFault.values()) {
            outline.fail(fault, 2);
            details.append(end(impatient.put(key)));
            outline.heal();
        }
        details.append(end(impatient.put(new ServerKey(key.id(), 1, new OutlinePassword(new Secret("another"))))));
        outline.outage();
        details.append(end(impatient.put(key)))
                .append(end(impatient.transfer()))
                .append(key);

        var prefix = outline.apiUrl().substring(outline.apiUrl().lastIndexOf('/') + 1);
        assertFalse(details.toString().contains(prefix), details.toString());
        assertFalse(details.toString().contains(password(key).reveal()), details.toString());
    }

    private static ServerKey newKey() {
        return new ServerKey(
                new KeyId(UUID.randomUUID()),
                1,
                new OutlinePassword(new Secret(UUID.randomUUID().toString())));
    }

    private static ServerKey on(int port, ServerKey key) {
        return new ServerKey(key.id(), key.epoch(), key.credential(), port);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Secret password(ServerKey key) {
        return assertInstanceOf(OutlinePassword.class, key.credential()).password();
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
