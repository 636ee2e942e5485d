package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.LlaveroSystem;
import dev.llavero.testkit.telegram.TelegramMessage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever anybody sends: it is answered or ignored, no key changes, there is no dead letter, and nothing typed gets out. */
class BadInputIT {
    private static final Duration REST = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_MESSAGE = 4_096;
    private static final String RENAME = "n";

    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();
    private static BotUser mallory;

    private List<List<String>> before;

    @BeforeAll
    static void somebodyWithAKey() {
        SYSTEM.running();
        mallory = new BotUser(SYSTEM.telegram().newUser("<b>&[x](tg://)", "en"));
        mallory.asksForWireGuard("nl");
        mallory.seesButton(BotUser.GET_FILE);
    }

    @BeforeEach
    void atRest() {
        SYSTEM.awaitRest(REST);
        before = keys();
    }

    @AfterEach
    void nothingHasChanged() {
        SYSTEM.awaitRest(REST);
        assertEquals(before, keys());
        Invariants.demand(SYSTEM);
    }

    private static List<List<String>> keys() {
        return SYSTEM.database()
                .rows("select id, state, server_id, generation from keys.key where state <> 'REFUSED' order by id");
    }

    @Test
    void whateverIsTypedIsAnswered() {
        for (var text : List.of(
                "ש\u0627".repeat(LONGEST_MESSAGE / 2),
                "\u200b\u200d\ufeff\u2060\u202e".repeat(500),
                "Z" + "\u0301\u0327".repeat(2_000),
                "😀".repeat(LONGEST_MESSAGE / 2),
                "<b>&[x](tg://user?id=1)<script>",
                "a line\nPostUp = id\u0000 and a NUL",
                "'; drop table keys.key; --",
                "/start " + "Q".repeat(4_000),
                "/newkey wireguard'--",
                "/%s%n${jndi:ldap://x}",
                "//",
                "\u2139")) {
            mallory.says(text);
        }
    }

    @Test
    void anUpdateOfAnyShapeHoldsUpNothing() throws IOException {
        var chat = mallory.telegram().id();
        for (var update : List.of(
                "{'message': {'message_id': 900001, 'chat': {'id': %d, 'type': 'private'}}}".formatted(chat),
                "{'message': {'message_id': 9007199254740993, 'chat': {'id': 9007199254740993, 'type': 'private'}, 'text': 'beyond a double'}}",
                "{'message': {'message_id': 1, 'chat': {'id': 9223372036854775808}}}",
                "{'message': {'message_id': 1, 'chat': {'id': -1.5, 'type': 'group'}}}",
                "{'message': 'hi'}",
                "{'message': null}",
                "{'message': {}}",
                "{'edited_message': {'message_id': 900002, 'chat': {'id': %d, 'type': 'private'}, 'text': 7}}"
                        .formatted(chat),
                "{'callback_query': {}}",
                "{'callback_query': {'id': 'no data', 'from': {'id': %d}}}".formatted(chat),
                "{'channel_post': {'message_id': 9, 'chat': {'id': -7, 'type': 'channel'}, 'text': '/start'}}",
                "{'my_chat_member': {'chat': {'id': 'x', 'type': 'private'}}}",
                "{'poll': {'id': '1'}}",
                "{'kind_of_2031': {'x': [[[[]]]]}}")) {
            SYSTEM.telegram().inject(json(update));
        }

        var next = new BotUser(SYSTEM.telegram().newUser("Next", "en"));
        next.says("/start");
        next.seesButton(BotUser.GET_KEY);
    }

    private static JsonNode json(String quoted) throws IOException {
        return JSON.readTree(quoted.replace('\'', '"'));
    }

    @Test
    void aButtonThatNobodyMadeIsStale() {
        var menu = mallory.sees(message -> !message.buttons().isEmpty());
        var id = "A".repeat(22);
        var presses = Stream.of(
                        "ж".repeat(32),
                        "\u0000".repeat(64),
                        "1.g",
                        "1.g." + id.substring(1),
                        "2.g." + id,
                        "1.p." + id + ".x.nl",
                        "1.p." + id + ".o.../",
                        "1.p." + id + ".o.nowhere",
                        "1.k." + id,
                        "1.f." + id,
                        "1.o." + id + ".t",
                        "1.e.xx",
                        "1.l." + id)
                .map(data -> mallory.telegram().forges(data, menu.id(), menu.chatId()))
                .toList();
        presses.forEach(press -> press.awaitAnswer(BotUser.PATIENCE));
    }

    @Test
    void whatIsNoNameIsRefusedAndANameNeverReachesTheFile() throws IOException {
        mallory.says("/keys");
        mallory.presses(RENAME);
        refused(mallory.telegram().sendsPhoto(picture(), "a name under a photo"));
        refused(mallory.telegram().sendsDocument(new byte[] {1}, "name.txt", "a name under a document"));
        refused(mallory.says("\u200b\u202e\u2060"));
        refused(mallory.says("Q".repeat(65)));

        var said = mallory.says("<b>\u202ex\nPostUp = id\u0000</b>");
        var card = answer(said);
        assertTrue(card.says("<b>x PostUp = id</b>"), card::text);
        card.button(BotUser.does(BotUser.SHOW)).press();
        mallory.presses(BotUser.GET_FILE);
        mallory.presses(BotUser.PICK_DEVICE);
        var file = mallory.sees(TelegramMessage::hasDocument);
        assertTrue(file.documentName().matches("[A-Za-z0-9-]{1,15}\\.conf"), file::documentName);
        WireGuardConfig.read(new String(file.document(), StandardCharsets.UTF_8));
    }

    private static byte[] picture() throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    /** Still asked for a name: there is nothing but the way back to the key. */
    private static void refused(TelegramMessage said) {
        var answer = answer(said);
        assertTrue(BotUser.has(answer, BotUser.OPEN_KEY) && !BotUser.has(answer, BotUser.ASK_DELETE), answer::text);
    }

    private static TelegramMessage answer(TelegramMessage said) {
        return mallory.telegram()
                .chat()
                .awaitMessageAfter(said.change(), message -> !message.buttons().isEmpty(), BotUser.PATIENCE);
    }

    @Test
    @Tag("all")
    void twoHundredMessagesAtOnceFromOnePersonAreAllTakenIn() {
        var taken = SYSTEM.database().count("select count(*) from bot.inbox");
        IntStream.range(0, 200).parallel().forEach(n -> mallory.says("over and over, " + n));
        SYSTEM.awaitRest(REST);
        assertEquals(taken + 200, SYSTEM.database().count("select count(*) from bot.inbox"));
    }

    @Test
    void aGroupHearsNothingPersonal() {
        var group = SYSTEM.telegram().newGroup("Friends of Mallory", mallory.telegram());
        for (var words : List.of("/start@llavero_bot", "/keys@llavero_bot", "@llavero_bot my keys please", "/newkey")) {
            group.hears(mallory.telegram(), words);
        }
        SYSTEM.awaitRest(REST);
        var heard = group.chat().messages().stream()
                .filter(TelegramMessage::fromBot)
                .toList();
        assertEquals(1, heard.size(), "pointed to the private chat, once");
        assertTrue(heard.getFirst().buttons().stream()
                .allMatch(button -> button.data().isEmpty()));
    }
}
