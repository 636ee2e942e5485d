package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.llavero.agent.peer.Peer;
import dev.llavero.agent.peer.PrivateKey;
import dev.llavero.contracts.Topic;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.LlaveroSystem;
import dev.llavero.testkit.telegram.TelegramMessage;
import dev.llavero.testkit.wireguard.AgentSimulator;
import dev.llavero.testkit.wireguard.Call;
import dev.llavero.testkit.wireguard.CallFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A WireGuard key from the chat, and what happens to it when its server's agent misbehaves. */
class WireGuardKeyIT {
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();
    private static final AgentSimulator AGENT = SYSTEM.agent("nl-w");

    @BeforeAll
    static void start() {
        SYSTEM.running();
    }

    @AfterEach
    void invariantsHold() throws IOException {
        AGENT.heal();
        SYSTEM.awaitRest(BotUser.PATIENCE);
        Invariants.demand(SYSTEM);
    }

    private static BotUser somebody() {
        return new BotUser(SYSTEM.telegram().newUser("Ana", "es"));
    }

    private static BotUser asksForAKey() {
        var ana = somebody();
        ana.asksForWireGuard("nl");
        return ana;
    }

    private static WireGuardConfig getsFile(BotUser ana) {
        return WireGuardConfig.read(file(ana));
    }

    private static String file(BotUser ana) {
        ana.presses(BotUser.GET_FILE);
        ana.presses(BotUser.PICK_DEVICE);
        return new String(ana.sees(TelegramMessage::hasDocument).document(), StandardCharsets.UTF_8);
    }

    private static void deletes(BotUser ana) {
        ana.says("/keys");
        ana.presses(BotUser.ASK_DELETE);
        ana.presses(BotUser.DELETE);
    }

    private static Optional<Peer> peer(WireGuardConfig config) {
        var publicKey = new PrivateKey(config.privateKey()).publicKey();
        return AGENT.held().stream()
                .filter(held -> held.publicKey().equals(publicKey))
                .findFirst();
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        AGENT.await(what, BotUser.PATIENCE, condition);
    }

    private static boolean carries(Peer peer) {
        return AGENT.onTheInterface().contains(peer.publicKey().toString());
    }

    @Test
    void theFileAndThePictureOpenThePeerThatTheServerHolds() throws Exception {
        var ana = asksForAKey();
        var text = file(ana);
        var document = ana.sees(TelegramMessage::hasDocument);
        var config = WireGuardConfig.read(text);
        var peer = peer(config).orElseThrow();

        assertTrue(document.documentName().matches("[A-Za-z0-9-]{1,15}\\.conf"), document.documentName());
        assertEquals(config.presharedKey(), peer.presharedKey().base64());
        assertEquals(
                config.addresses(),
                peer.addresses().stream().map(address -> address.cidr()).toList());
        assertEquals("127.0.0.1:51820", config.endpoint());
        assertTrue(carries(peer));

        ana.says("/keys");
        ana.presses(BotUser.SHOW);
        ana.presses(BotUser.QR);
        assertEquals(text, scanned(ana.sees(TelegramMessage::hasPhoto).photo()));

        deletes(ana);
        await("the peer is gone", () -> peer(config).isEmpty() && !carries(peer));
        ana.seesButton(BotUser.GET_KEY);

        for (var secret : new String[] {config.privateKey(), config.presharedKey()}) {
            assertTrue(
                    SYSTEM.broker().all(Topic.values()).stream()
                            .noneMatch(seen -> seen.value().contains(secret)),
                    "no credential is on a topic");
            assertFalse(Files.readString(SYSTEM.running().log()).contains(secret), "no credential is in the log");
        }
    }

    private static String scanned(byte[] picture) throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(picture));
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image))))
                .getText();
    }

    @Test
    void aKeyIsNotMadeTwiceWhenTheAnswerIsLost() {
        var before = AGENT.held().size();
        AGENT.fail(Call.PUT_PEER, CallFault.ANSWER_LOST, 2);

        var config = getsFile(asksForAKey());

        assertTrue(peer(config).isPresent());
        assertEquals(before + 1, AGENT.held().size());
    }

    @Test
    void aPeerThatArrivesAfterItsRemovalStaysAway() throws Exception {
        AGENT.fail(Call.PUT_PEER, CallFault.LATE, 1);
        var ana = asksForAKey();
        var config = getsFile(ana);
        var peer = peer(config).orElseThrow();
        deletes(ana);
        ana.seesButton(BotUser.GET_KEY);

        AGENT.deliverLate();

        assertTrue(peer(config).isEmpty() && !carries(peer));
    }

    @Test
    void anEmptyInterfaceIsFilledWithoutTheUserDoingAnything() throws Exception {
        var peer = peer(getsFile(asksForAKey())).orElseThrow();

        AGENT.emptyInterface();

        await("the peer is back", () -> carries(peer));
    }

    @Test
    @Tag("all")
    void whileTheAgentIsAwayForTenMinutesKeysWaitAndTunnelsGoOn() throws Exception {
        var earlier = asksForAKey();
        var peer = peer(getsFile(earlier)).orElseThrow();
        AGENT.outage();

        var ana = asksForAKey();
        deletes(earlier);
        SYSTEM.awaitRows("select 1 from bot.send", List::isEmpty, BotUser.PATIENCE);
        SYSTEM.database().forward(Duration.ofMinutes(10));
        Elapsed.after(Duration.ofSeconds(3));
        assertTrue(carries(peer), "nobody can be reached to end it");

        AGENT.heal();
        var config = getsFile(ana);
        assertTrue(peer(config).isPresent());
        await("the other one is gone", () -> !carries(peer));
        earlier.seesButton(BotUser.GET_KEY);
    }

    @Test
    @Tag("all")
    void aServerThatRemembersALaterPlacementIsOutbid() throws Exception {
        var ana = asksForAKey();
        var config = getsFile(ana);
        var peer = peer(config).orElseThrow();
        var key = peer.key().value();
        SYSTEM.database().change("update keys.placement set epoch = 7, due_at = now() where key_id = ?::uuid", key);
        await("the server has seen it", () -> peer(config).orElseThrow().epoch() == 7);
        SYSTEM.awaitRest(BotUser.PATIENCE);
        // As after a restore of the database from a backup: the server remembers more than we do.
        SYSTEM.database().change("update keys.placement set epoch = 4 where key_id = ?::uuid", key);

        deletes(ana);
        await("the peer is gone", () -> peer(config).isEmpty() && !carries(peer));
        ana.seesButton(BotUser.GET_KEY);
    }

    @Test
    void whoeverWouldGetTheLastAddressPlusOneIsTold() {
        // As if all before it were in use.
        SYSTEM.database().change("""
                insert into keys.address (slot, ipv4, ipv6, free_from)
                values (4194302, '10.127.255.254', 'fd6c:6c61:7665::3f:fffe', now() + interval '1 day')""");
        try {
            var ana = asksForAKey();
            ana.sees(message -> message.says("no hay sitio para otra llave de WireGuard"));
        } finally {
            SYSTEM.database().change("delete from keys.address where slot = 4194302");
        }
    }
}
