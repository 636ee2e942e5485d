package dev.llavero.testkit.telegram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.TelegramUrl;
import org.telegram.telegrambots.meta.api.methods.GetFile;
import org.telegram.telegrambots.meta.api.methods.send.SendDocument;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.send.SendPhoto;
import org.telegram.telegrambots.meta.api.methods.updates.GetUpdates;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

class MessagesTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final TelegramSimulator simulator = TelegramSimulator.start(0, null);
    private final Telegram telegram = simulator.telegram();
    private final Bot bot = new Bot(simulator);
    private final OkHttpTelegramClient client = new OkHttpTelegramClient(
            simulator.token(),
            TelegramUrl.builder()
                    .schema("http")
                    .host("127.0.0.1")
                    .port(simulator.port())
                    .build());
    private TelegramUser ana;

    @BeforeEach
    void aChat() {
        ana = telegram.newUser("Ana", "es");
        ana.says("/start");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private String send(String fields) {
        return "{\"chat_id\":" + ana.id() + "," + fields + "}";
    }

    private String sendHtml(String html) {
        return Json.object()
                .put("chat_id", ana.id())
                .put("parse_mode", "HTML")
                .put("text", html)
                .toString();
    }

    private static String keyboard(String button) {
        return "\"text\":\"menu\",\"reply_markup\":{\"inline_keyboard\":[[" + button + "]]}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a < b                       | Unsupported start tag "" at byte offset 2
            <p>x</p>                    | Unsupported start tag "p" at byte offset 0
            ключ <br/>                  | Unsupported start tag "br/" at byte offset 9
            <b>x                        | Can't find end tag corresponding to start tag "b"
            x</b>                       | Unexpected end tag at byte offset 1
            <b>x</i>                    | Unmatched end tag at byte offset 4, expected "</b>", found "</i>"
            <b                          | Unclosed start tag at byte offset 0
            <span>x</span>              | Tag "span" must have class "tg-spoiler" at byte offset 0
            Tom & Jerry                 | Unsupported or unescaped "&" at byte offset 4
            """)
    void badHtmlIsRefused(String html, String why) throws Exception {
        assertEquals("400 Bad Request: can't parse entities: " + why, bot.refusal("sendMessage", sendHtml(html)));
        assertTrue(ana.chat().lastFromBot().isEmpty());
    }

    @Test
    void goodHtmlBecomesEntities() throws Exception {
        bot.result(
                "sendMessage",
                sendHtml(" 😀 <b>Tom &amp; <i>Jerry</i></b> <code>ss://x&lt;y</code> "
                        + "<a href=\"https://example.org/?a=1&amp;b=2\">link</a> <tg-spoiler>!</tg-spoiler>"
                        + "<pre><code class=\"language-sh\">ls</code></pre><blockquote expandable>q</blockquote>"));
        TelegramMessage message = ana.chat().lastFromBot().orElseThrow();
        assertEquals("😀 Tom & Jerry ss://x<y link !lsq", message.text());
        assertEquals(List.of("Tom & Jerry"), message.formatted("bold"));
        assertEquals(List.of("Jerry"), message.formatted("italic"));
        assertEquals(List.of("ss://x<y"), message.formatted("code"));
        assertEquals(List.of("ls"), message.formatted("pre"));
        assertEquals(List.of("q"), message.formatted("expandable_blockquote"));
        assertTrue(message.json().toString().contains("https://example.org/?a=1&b=2"));
    }

    @Test
    void aTextHasBetween1And4096Characters() throws Exception {
        assertEquals("400 Bad Request: message text is empty", bot.refusal("sendMessage", sendHtml("<b> </b>")));
        bot.result("sendMessage", sendHtml("<b>" + "x".repeat(4096) + "</b>"));
        assertEquals("400 Bad Request: message is too long", bot.refusal("sendMessage", sendHtml("x".repeat(4097))));
    }

    @ParameterizedTest
    @CsvSource({"64,x,true", "65,x,false", "32,ñ,true", "33,ñ,false", "0,x,false"})
    void callbackDataHasBetween1And64Bytes(int length, String letter, boolean accepted) throws Exception {
        String button = "{\"text\":\"Go\",\"callback_data\":\"" + letter.repeat(length) + "\"}";
        JsonNode answer = bot.call("sendMessage", send(keyboard(button)));
        assertEquals(accepted, answer.path("ok").asBoolean(), answer.toString());
        if (!accepted)
            assertEquals(
                    "Bad Request: BUTTON_DATA_INVALID",
                    answer.path("description").asText());
    }

    @Test
    void copyTextHasAtMost256CharactersAndUrlsAreWebUrls() throws Exception {
        bot.result(
                "sendMessage",
                send(keyboard("{\"text\":\"Copy\",\"copy_text\":{\"text\":\"" + "x".repeat(256) + "\"}}")));
        assertEquals(
                "400 Bad Request: BUTTON_COPY_TEXT_INVALID",
                bot.refusal(
                        "sendMessage",
                        send(keyboard("{\"text\":\"Copy\",\"copy_text\":{\"text\":\"" + "x".repeat(257) + "\"}}"))));
        bot.result("sendMessage", send(keyboard("{\"text\":\"Open\",\"url\":\"https://example.org/x\"}")));
        assertEquals(
                "400 Bad Request: inline keyboard button URL 'ss://secret@host' is invalid: Unsupported URL protocol",
                bot.refusal("sendMessage", send(keyboard("{\"text\":\"Open\",\"url\":\"ss://secret@host\"}"))));
        assertTrue(bot.refusal("sendMessage", send(keyboard("{\"text\":\"Nothing\"}")))
                .contains("unallowed"));
    }

    @Test
    void anEditThatChangesNothingIsRefused() throws Exception {
        int id = bot.result("sendMessage", sendHtml("<b>Menu</b>"))
                .path("message_id")
                .asInt();
        String same = "\"message_id\":" + id + ",\"parse_mode\":\"HTML\",\"text\":\"<strong>Menu</strong>\"";
        assertTrue(bot.refusal("editMessageText", send(same)).startsWith("400 Bad Request: message is not modified"));
        bot.result(
                "editMessageText",
                send(same + ",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"A\",\"callback_data\":\"a\"}]]}"));
        TelegramMessage edited = ana.chat().awaitMessage(m -> m.hasButton("A"), SOON);
        assertTrue(edited.edited());
        bot.result("editMessageReplyMarkup", send("\"message_id\":" + id));
        assertTrue(bot.refusal("editMessageReplyMarkup", send("\"message_id\":" + id))
                .contains("not modified"));
        assertFalse(ana.chat().lastFromBot().orElseThrow().hasButton("A"));
    }

    @Test
    void whatIsGoneCannotBeEdited() throws Exception {
        int id = bot.result("sendMessage", send("\"text\":\"short lived\""))
                .path("message_id")
                .asInt();
        bot.result("deleteMessage", send("\"message_id\":" + id));
        assertEquals(
                "400 Bad Request: message to edit not found",
                bot.refusal("editMessageText", send("\"text\":\"x\",\"message_id\":" + id)));
        assertEquals(
                "400 Bad Request: message to delete not found",
                bot.refusal("deleteMessage", send("\"message_id\":" + id)));
        assertTrue(ana.chat().lastFromBot().isEmpty());
    }

    @Test
    void aPressedButtonWaitsForItsAnswer() throws Exception {
        bot.result("sendMessage", send(keyboard("{\"text\":\"Go\",\"callback_data\":\"go\"}")));
        Press press = ana.chat().lastFromBot().orElseThrow().button("Go").press();
        JsonNode query = bot.updates(0).getLast().path("callback_query");
        assertEquals("go", query.path("data").asText());
        assertEquals("menu", query.at("/message/text").asText());
        assertFalse(query.path("chat_instance").asText().isEmpty());
        String answer = "{\"callback_query_id\":\"" + press.queryId() + "\",\"text\":\"Done\",\"show_alert\":true}";
        bot.result("answerCallbackQuery", answer);
        assertEquals(new Press.Answer("Done", true), press.awaitAnswer(SOON));
        assertTrue(bot.refusal("answerCallbackQuery", answer).startsWith("400 Bad Request: query is too old"));
    }

    @Test
    void aQueryIsTooOldAfter150Seconds() throws Exception {
        bot.result("sendMessage", send(keyboard("{\"text\":\"Go\",\"callback_data\":\"go\"}")));
        Press press = ana.chat().lastFromBot().orElseThrow().button("Go").press();
        telegram.advanceClock(Duration.ofSeconds(150));
        assertEquals(
                "400 Bad Request: query is too old and response timeout expired or query ID is invalid",
                bot.refusal("answerCallbackQuery", "{\"callback_query_id\":\"" + press.queryId() + "\"}"));
    }

    @Test
    void aStrangerCanForgeAPress() throws Exception {
        int id = bot.result("sendMessage", send(keyboard("{\"text\":\"Go\",\"callback_data\":\"go\"}")))
                .path("message_id")
                .asInt();
        TelegramUser mallory = telegram.newUser("Mallory", null);
        mallory.forges("delete:everything", id, ana.id());
        JsonNode query = bot.updates(0).getLast().path("callback_query");
        assertEquals(mallory.id(), query.at("/from/id").asLong());
        assertEquals(ana.id(), query.at("/message/chat/id").asLong());
        assertEquals("delete:everything", query.path("data").asText());
    }

    @Test
    void theRealClientSendsAndReceives() throws Exception {
        Update update = client.execute(new GetUpdates()).getFirst();
        assertEquals("/start", update.getMessage().getText());
        assertEquals("bot_command", update.getMessage().getEntities().getFirst().getType());
        Message sent = client.execute(SendMessage.builder()
                .chatId(ana.id())
                .text("<b>Hola</b>")
                .parseMode("HTML")
                .build());
        assertEquals("bold", sent.getEntities().getFirst().getType());
        TelegramApiRequestException refused = assertThrows(
                TelegramApiRequestException.class,
                () -> client.execute(SendMessage.builder().chatId("1").text("x").build()));
        assertEquals("Bad Request: chat not found", refused.getApiResponse());
    }

    @Test
    void theRealClientUploadsAPhotoAndSendsItAgainById() throws Exception {
        byte[] png = png();
        Message sent = client.execute(SendPhoto.builder()
                .chatId(ana.id())
                .photo(new InputFile(new ByteArrayInputStream(png), "key.png"))
                .caption("Tu clave ñ")
                .build());
        TelegramMessage seen = ana.chat().awaitMessage(TelegramMessage::hasPhoto, SOON);
        assertEquals("Tu clave ñ", seen.text());
        assertArrayEquals(png, seen.photo());

        String fileId = sent.getPhoto().getLast().getFileId();
        client.execute(SendPhoto.builder()
                .chatId(ana.id())
                .photo(new InputFile(fileId))
                .build());
        assertArrayEquals(png, ana.chat().lastFromBot().orElseThrow().photo());
        String path = client.execute(new GetFile(fileId)).getFilePath();
        HttpRequest download = HttpRequest.newBuilder(
                        simulator.url().resolve("/file/bot" + simulator.token() + "/" + path))
                .build();
        assertArrayEquals(
                png,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()
                        .send(download, HttpResponse.BodyHandlers.ofByteArray())
                        .body());
    }

    @Test
    void theRealClientUploadsADocument() throws Exception {
        client.execute(SendDocument.builder()
                .chatId(ana.id())
                .document(new InputFile(new ByteArrayInputStream("[Interface]\n".getBytes()), "llavero.conf"))
                .build());
        TelegramMessage seen = ana.chat().awaitMessage(TelegramMessage::hasDocument, SOON);
        assertEquals("llavero.conf", seen.documentName());
        assertArrayEquals("[Interface]\n".getBytes(), seen.document());
    }

    @Test
    void commandsFollowTheLanguage() throws Exception {
        bot.result("setMyCommands", "{\"commands\":[{\"command\":\"keys\",\"description\":\"My keys\"}]}");
        bot.result(
                "setMyCommands",
                "{\"language_code\":\"es\",\"commands\":[{\"command\":\"keys\",\"description\":\"Mis claves\"}]}");
        assertEquals(
                "Mis claves",
                bot.result("getMyCommands", "{\"language_code\":\"es\"}")
                        .at("/0/description")
                        .asText());
        assertEquals(
                "My keys",
                bot.result("getMyCommands", "{}").at("/0/description").asText());
        assertEquals(
                "400 Bad Request: BOT_COMMAND_INVALID",
                bot.refusal("setMyCommands", "{\"commands\":[{\"command\":\"Keys!\",\"description\":\"x\"}]}"));
    }

    private static byte[] png() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }
}
