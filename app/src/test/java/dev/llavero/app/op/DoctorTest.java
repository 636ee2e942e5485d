package dev.llavero.app.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.llavero.app.MakeTopics;
import dev.llavero.bot.access.Invitation;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.UserId;
import dev.llavero.testkit.Ports;
import dev.llavero.testkit.backing.KafkaProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code op doctor} finds, and the links of {@code op invite}. */
class DoctorTest {
    private static final String GOOD = "1:good";

    @TempDir
    static Path brokersFolder;

    private static KafkaProcess kafka;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer telegram;

    @BeforeAll
    static void startBroker() {
        kafka = KafkaProcess.start(brokersFolder.resolve("kafka"), Ports.free(), Ports.free());
    }

    @AfterAll
    static void endBroker() {
        kafka.close();
    }

    @BeforeEach
    void answer() throws IOException {
        telegram = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        telegram.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            var body = !path.startsWith("/bot" + GOOD + "/")
                    ? "{\"ok\":false,\"description\":\"Unauthorized\"}"
                    : path.endsWith("getMe")
                            ? "{\"ok\":true,\"result\":{\"username\":\"llavero_bot\"}}"
                            : "{\"ok\":true,\"result\":{\"url\":\"\",\"pending_update_count\":3}}";
            exchange.sendResponseHeaders(200, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        telegram.start();
    }

    @AfterEach
    void fallSilent() {
        telegram.stop(0);
    }

    @Test
    void whatIsWrongIsSaidWithWhatToDo() throws Exception {
        var code = op("1:bad", "doctor");

        assertEquals(Op.REFUSED, code);
        assertTrue(out.toString().contains("Telegram does not take the token: Unauthorized"), out.toString());
        assertTrue(out.toString().contains("ask @BotFather"), out.toString());
        assertTrue(out.toString().contains("there is no server yet"), out.toString());
        assertFalse((out.toString() + err).contains("1:bad"), "the token is repeated");
    }

    @Test
    void aMissingTopicIsFoundAndMade() throws Exception {
        var broker = Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());

        op(GOOD, "doctor");
        assertTrue(
                out.toString().lines().anyMatch(line -> line.contains("dead-letters") && line.contains("is missing")),
                out.toString());

        assertEquals(0, MakeTopics.run(broker));
        assertEquals(0, MakeTopics.run(broker), "it can be done again");
        op(GOOD, "doctor");
        assertFalse(out.toString().contains("is missing"), out.toString());
        assertTrue(out.toString().contains("@llavero_bot"), out.toString());
        assertTrue(out.toString().contains("polled, 3 waiting"), out.toString());
    }

    @Test
    void onePartCanBeLookedAtAlone() throws Exception {
        assertEquals(Op.DONE, op(GOOD, "doctor", "bot", "broker"));
        assertFalse(out.toString().contains("topic"), out.toString());

        assertEquals(Op.UNAVAILABLE, op(GOOD, "doctor", "heart"));
        assertTrue(err.toString().contains("heart is none of [bot, broker, topics"), err.toString());
    }

    @Test
    void updatesThatGoElsewhereAreFound() {
        var calls = new TelegramCalls(environment(GOOD));

        var finding = new TelegramExam(calls, "https://vpn.example.org/telegram/updates")
                .findings()
                .getLast();

        assertEquals("Telegram knows of no webhook", finding.found());
        assertTrue(finding.mend().contains("TELEGRAM_WEBHOOK_URL"), finding.mend());
    }

    @Test
    void anInvitationIsALinkThatTheDoorKnows() throws Exception {
        assertEquals(Op.DONE, op(GOOD, "invite", "--days", "30", "--keys", "2", "--uses", "5"));

        var link = out.toString().lines().skip(1).findFirst().orElseThrow().split(" ")[0];
        assertTrue(link.startsWith("https://t.me/llavero_bot?start="), link);
        var invitation = Invitation.read(link.substring(link.indexOf('=') + 1), Files.readAllBytes(key()))
                .orElseThrow();
        assertEquals(
                List.of(5, 2, 30, LocalDate.now(ZoneOffset.UTC).plusDays(30)),
                List.of(invitation.uses(), invitation.keys(), invitation.days(), invitation.lastDay()));

        assertNotEquals(Op.DONE, op(GOOD, "invite", "--keys", "256"));
    }

    private Path key() {
        return folder.resolve("invitations.key");
    }

    private int op(String token, String... words) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Files.writeString(key(), "a key that is long enough");
        var postgres = new Postgres(Settings.of(environment(token), new Properties()));
        var reach = new Op.Reach(
                new Nothing(),
                null,
                null,
                null,
                null,
                null,
                new PostgresRestores(postgres),
                new PostgresExpiries(postgres));
        return Op.line(reach, environment(token))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    private Map<String, String> environment(String token) {
        return Map.of(
                "TELEGRAM_BOT_TOKEN",
                token,
                "TELEGRAM_API_URL",
                "http://127.0.0.1:" + telegram.getAddress().getPort(),
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "DATABASE_URL",
                "postgresql://127.0.0.1:1/none",
                "INVITATION_KEY_FILE",
                key().toString());
    }
}

/** No server, nobody, no key. */
final class Nothing implements Views {
    @Override
    public List<ServerLine> servers() {
        return List.of();
    }

    @Override
    public List<ForeignLine> foreignKeys() {
        return List.of();
    }

    @Override
    public Optional<UserId> onTelegram(long telegramId) {
        return Optional.empty();
    }

    @Override
    public boolean isKnown(UserId user) {
        return false;
    }

    @Override
    public List<KeyLine> keysOf(UserId user, boolean ended) {
        return List.of();
    }

    @Override
    public Optional<KeyLine> key(KeyId key) {
        return Optional.empty();
    }
}
