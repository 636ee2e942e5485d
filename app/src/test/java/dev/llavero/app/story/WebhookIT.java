package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.testkit.Ports;
import dev.llavero.testkit.invariant.Invariants;
import dev.llavero.testkit.system.Application;
import dev.llavero.testkit.system.LlaveroSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Telegram posts its updates to us, and is told when they are safe. */
@Tag("all")
class WebhookIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port = Ports.free();
    private final URI webhook = URI.create("http://127.0.0.1:%d/telegram/updates".formatted(port));
    private Application application;

    @BeforeEach
    void fromPollingToTheWebhook() {
        SYSTEM.running().stop();
    }

    private BotUser saysBeforeAnybodyIsThere() {
        var user = new BotUser(SYSTEM.telegram().newUser("Wanda", "en"));
        user.says("/start");
        application = SYSTEM.launch(
                        "webhook-" + port,
                        Map.of("TELEGRAM_WEBHOOK_URL", webhook.toString(), "HTTP_PORT", Integer.toString(port)))
                .awaitStarted();
        return user;
    }

    @AfterEach
    void andBackAgain() {
        application.stop();
        var waited = new BotUser(SYSTEM.telegram().newUser("Wilma", "es"));
        waited.says("/start");
        SYSTEM.running();
        waited.seesButton(BotUser.GET_KEY);
        SYSTEM.awaitRest(PATIENCE);
        Invariants.demand(SYSTEM);
    }

    @Test
    void whatWaitedAtTelegramComesThroughTheWebhookAndAKeyIsMade() {
        var wanda = saysBeforeAnybodyIsThere();
        wanda.presses(BotUser.GET_KEY);
        wanda.seesKey();
    }

    @Test
    void anUpdateThatCannotBeCommittedStaysWithTelegram() throws Exception {
        var wanda = saysBeforeAnybodyIsThere();
        wanda.seesButton(BotUser.GET_KEY);
        var postgres = SYSTEM.backing().postgres();
        postgres.kill();
        wanda.presses(BotUser.GET_KEY);
        var refused = post(secret(), "{\"update_id\": 1}");
        assertEquals(503, refused.statusCode());
        assertTrue(refused.headers().firstValue("Retry-After").isPresent());
        awaitRefusal();
        assertEquals(1, SYSTEM.telegram().updates().pending().size());

        postgres.restart();
        wanda.seesKey();
    }

    @Test
    void onlyTelegramIsListenedTo() throws Exception {
        saysBeforeAnybodyIsThere().seesButton(BotUser.GET_KEY);
        SYSTEM.awaitRest(PATIENCE);
        var inbox = SYSTEM.database().count("select count(*) from bot.inbox");
        var update = "{\"update_id\": 77, \"message\": {\"message_id\": 1}}";

        assertEquals(403, post(null, update).statusCode());
        assertEquals(403, post("", update).statusCode());
        assertEquals(403, post(secret().substring(1), update).statusCode());
        assertEquals(400, post(secret(), "<html>").statusCode());
        assertEquals(400, post(secret(), "[]").statusCode());
        assertEquals(400, post(secret(), "").statusCode());
        assertEquals(413, post(secret(), "\"" + "x".repeat(2_000_000) + "\"").statusCode());

        assertEquals(inbox, SYSTEM.database().count("select count(*) from bot.inbox"));
    }

    private java.net.http.HttpResponse<String> post(String secret, String body) throws Exception {
        var request = HttpRequest.newBuilder(webhook)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (secret != null) {
            request.header("X-Telegram-Bot-Api-Secret-Token", secret);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String secret() throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SYSTEM.botToken().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal("webhook".getBytes(StandardCharsets.UTF_8)));
    }

    /** As anybody with the token can ask Telegram. */
    private void awaitRefusal() throws IOException, InterruptedException {
        var info = HttpRequest.newBuilder(URI.create(
                        SYSTEM.settings().get("TELEGRAM_API_URL") + "/bot" + SYSTEM.botToken() + "/getWebhookInfo"))
                .build();
        var until = System.nanoTime() + PATIENCE.toNanos();
        var said = "";
        while (!said.contains("503") && System.nanoTime() < until) {
            Elapsed.after(LOOK_AGAIN);
            said = http.send(info, BodyHandlers.ofString()).body();
        }
        assertTrue(said.contains("503"), said);
    }
}
