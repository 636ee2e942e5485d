package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.agent.peer.KeyId;
import dev.llavero.agent.peer.Peer;
import dev.llavero.contracts.Topic;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.invariant.Tampering;
import dev.llavero.testkit.system.Broker;
import dev.llavero.testkit.system.LlaveroSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A checker that finds nothing must be one that would find something: what is done here by hand, it tells. */
@Tag("all")
class InvariantsIT {
    private static final Duration REST = Duration.ofSeconds(60);
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    @BeforeEach
    void aSystemWithAKey() {
        SYSTEM.running();
        var lena = new BotUser(SYSTEM.telegram().newUser("Lena", "ru"));
        lena.says("/start");
        lena.presses(BotUser.GET_KEY);
        lena.seesKey();
        SYSTEM.awaitRest(REST);
        Invariants.demand(SYSTEM);
    }

    @AfterEach
    void nothingOfItIsLeft() {
        Invariants.demand(SYSTEM);
    }

    @Test
    void anUpdateThatWasLost() {
        var lost = SYSTEM.database()
                .rows(
                        "delete from bot.inbox where ce_id = (select min(ce_id::text)::uuid from bot.inbox) returning ce_id, received_at")
                .getFirst();
        tells("confirmed and never taken in: update");
        SYSTEM.database().change("insert into bot.inbox values (?::uuid, ?::timestamptz)", lost.get(0), lost.get(1));
    }

    @Test
    void anUpdateThatNobodySent() {
        var invented = UUID.randomUUID();
        SYSTEM.database().change("insert into bot.inbox values (?, now())", invented);
        tells("taken in and never confirmed: inbox row " + invented);
        SYSTEM.database().change("delete from bot.inbox where ce_id = ?", invented);
    }

    @Test
    void aCommandThatWasNeverSent() {
        var invented = UUID.randomUUID();
        SYSTEM.database().change("""
                insert into bot.interaction (command_id, user_id, chat_id, task, closed_at) values (?, ?, 1, 'GET_KEY', now())
                """, invented, invented);
        tells("asked for and never sent: command " + invented);
        SYSTEM.database().change("delete from bot.interaction where command_id = ?", invented);
    }

    @Test
    void aRoomThatIsCountedWrong() {
        SYSTEM.database().change("update keys.server set reserved = reserved + 1 where id = 'nl-1'");
        tells("room on nl-1 is counted");
        SYSTEM.database().change("update keys.server set reserved = reserved - 1 where id = 'nl-1'");
    }

    @Test
    void aViewThatIsBehind() {
        SYSTEM.database().change("update views.key_view_v1 set port = port + 1");
        tells("key_view lacks what the log says");
        SYSTEM.database().change("update views.key_view_v1 set port = port - 1");
    }

    @Test
    void aVersionThatWasJumpedOver() {
        SYSTEM.database().change("update keys.key set version = version + 1");
        tells("its topic at");
        SYSTEM.database().change("update keys.key set version = version - 1");
    }

    @Test
    void aDeadLetterThatNobodyExpects() {
        var key = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
        var place = SYSTEM.broker().put(Topic.KEYS_COMMANDS, key, Map.of(), key);
        awaitLetter(place);
        tells("a letter without poison: " + place);
        SYSTEM.tampering().poison(place);
    }

    @Test
    void aSecretInALog() throws IOException {
        leaks(SYSTEM.botToken(), "the bot's token is in");
    }

    @Test
    void theMasterKeyInALog() throws IOException {
        var line = Files.readString(Path.of(SYSTEM.settings().get("VAULT_MASTER_KEY_FILE")));
        leaks(line.substring(line.indexOf(':') + 1).lines().findFirst().orElseThrow(), "a master key is in");
    }

    @Test
    void whatAKeyHadThatIsGone() throws IOException {
        var key = SYSTEM.outline("nl-1").makeForeignKey("by hand");
        SYSTEM.outline("nl-1").forget(key.id());
        leaks(key.password(), "a password that was once on nl-1 is in");
    }

    private static void leaks(String secret, String sentence) throws IOException {
        var log = Files.writeString(SYSTEM.folder().resolve("leak.log"), "of all things, " + secret);
        tells(sentence);
        Files.delete(log);
    }

    @Test
    void aPeerThatIsMissing() {
        var peer = peerOfANewKey();
        SYSTEM.agent("nl-w").drop(peer);
        tells("missing: key " + peer.key() + " on nl-w");
        SYSTEM.agent("nl-w").hold(peer);
    }

    @Test
    void aPeerOnTwoServers() {
        var peer = peerOfANewKey();
        SYSTEM.agent("de-w").hold(peer);
        tells("key " + peer.key() + " is on [de-w, nl-w]");
        tells("left over: key " + peer.key() + " on de-w");
        SYSTEM.agent("de-w").drop(peer);
    }

    @Test
    void aPeerThatHasWhatIsAnothers() {
        var peer = peerOfANewKey();
        var other = new Peer(
                new KeyId(UUID.randomUUID().toString()),
                peer.publicKey(),
                peer.presharedKey(),
                peer.addresses(),
                peer.epoch(),
                peer.counterEpoch());
        SYSTEM.agent("de-w").hold(other);
        tells("one public key for the keys");
        tells("one preshared key for the keys");
        tells("one address for the keys");
        SYSTEM.agent("de-w").drop(other);
    }

    @Test
    void answersThatOvertookEachOther() {
        var max = new BotUser(SYSTEM.telegram().newUser("Max", "en"));
        max.says("/start");
        max.presses(BotUser.GET_KEY);
        max.seesKey();
        max.asksForWireGuard("nl");
        max.seesButton(BotUser.GET_FILE);
        SYSTEM.awaitRest(REST);
        var chat = max.telegram().id();
        changePlaces(chat);
        tells("chat " + chat + " saw the keys");
        changePlaces(chat);
    }

    /** What was ready first was ready last. */
    private static void changePlaces(long chat) {
        SYSTEM.database().change("""
                update bot.interaction one set closed_at = other.closed_at from bot.interaction other
                 where one.chat_id = ? and other.chat_id = one.chat_id and other.command_id <> one.command_id
                """, chat);
    }

    private static Peer peerOfANewKey() {
        var nora = new BotUser(SYSTEM.telegram().newUser("Nora", "en"));
        nora.asksForWireGuard("nl");
        nora.seesButton(BotUser.GET_FILE);
        SYSTEM.awaitRest(REST);
        var key = SYSTEM.database()
                .rows(
                        "select k.id from keys.key k join bot.person p using (user_id) where p.telegram_id = ?",
                        nora.telegram().id())
                .getFirst()
                .getFirst();
        return SYSTEM.agent("nl-w").held().stream()
                .filter(peer -> peer.key().value().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitLetter(Tampering.Place place) {
        var until = System.nanoTime() + REST.toNanos();
        while (System.nanoTime() < until
                && SYSTEM.broker().all(Topic.DEAD_LETTERS).stream().noneMatch(letter -> isOf(place, letter))) {
            Elapsed.after(Duration.ofMillis(100));
        }
        SYSTEM.awaitRest(REST);
    }

    private static boolean isOf(Tampering.Place place, Broker.Seen letter) {
        return letter.key().equals(place.topic() + "/" + place.partition())
                && letter.value().contains("\"offset\":" + place.offset());
    }

    private static void tells(String sentence) {
        var told = assertThrows(AssertionError.class, () -> Invariants.demand(SYSTEM));
        assertTrue(told.getMessage().contains(sentence), told.getMessage());
    }
}
