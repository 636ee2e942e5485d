package dev.llavero.testkit.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final TelegramSimulator simulator = TelegramSimulator.start(0, null);
    private final Telegram telegram = simulator.telegram();
    private final Bot bot = new Bot(simulator);
    private TelegramUser ana;
    private String hello;

    @BeforeEach
    void aChat() {
        ana = telegram.newUser("Ana", "es");
        ana.says("/start");
        hello = "{\"chat_id\":" + ana.id() + ",\"text\":\"hello\"}";
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void tooManyRequestsSayHowLongToWait() throws Exception {
        telegram.fail("sendMessage", 2, Fault.tooManyRequests(35));
        for (int i = 0; i < 2; i++) {
            JsonNode answer = bot.call("sendMessage", hello);
            assertEquals(
                    "Too Many Requests: retry after 35",
                    answer.path("description").asText());
            assertEquals(35, answer.at("/parameters/retry_after").asInt());
        }
        bot.result("sendMessage", hello);
    }

    @Test
    void aLostAnswerHidesThatTheMessageWasSent() {
        telegram.fail("sendmessage", 1, Fault.answerLost());
        assertThrows(IOException.class, () -> bot.call("sendMessage", hello));
        assertEquals("hello", ana.chat().lastFromBot().orElseThrow().text());
        Telegram.Call call = telegram.calls(0, "sendMessage").getFirst();
        assertEquals(0, call.status());
        assertTrue(call.applied());
    }

    @Test
    void callsAreForgottenUpToTheOneThatIsNamedAndNeverTheLast() throws Exception {
        bot.call("sendMessage", hello);
        var first = telegram.forgetCalls(0);
        bot.call("sendMessage", hello);
        assertEquals(first + 1, telegram.forgetCalls(first));
        assertEquals(
                List.of(first + 1),
                telegram.calls(0, null).stream().map(Telegram.Call::number).toList());
        telegram.forgetCalls(first + 1);
        assertEquals(first + 1, telegram.calls(0, null).getFirst().number());
    }

    @Test
    void aResetAppliesNothing() throws Exception {
        telegram.fail("*", 1, Fault.resetBefore());
        assertThrows(IOException.class, () -> bot.call("sendMessage", hello));
        assertTrue(ana.chat().lastFromBot().isEmpty());
        assertFalse(telegram.calls(0, null).getFirst().applied());
        telegram.fail("sendMessage", 1, Fault.serverError());
        assertEquals("500 Internal Server Error", bot.refusal("sendMessage", hello));
    }

    @Test
    void aHangingCallEndsWhenTheFaultsAreCleared() {
        telegram.fail("sendMessage", 1, Fault.hang(300));
        CompletableFuture<JsonNode> hanging = bot.callLater("sendMessage", hello);
        assertTrue(telegram.awaitFaultsStruck(Duration.ofSeconds(10)));
        telegram.clearFaults();
        assertThrows(ExecutionException.class, () -> hanging.get(10, TimeUnit.SECONDS));
    }

    @Test
    void anOutageCutsEverythingUntilItEnds() throws Exception {
        telegram.outage(true);
        assertThrows(IOException.class, () -> bot.call("getMe", "{}"));
        telegram.outage(false);
        assertTrue(bot.result("getMe", "{}").path("is_bot").asBoolean());
    }

    @Test
    void anOutageCutsALongPollToo() {
        int start = telegram.updates().pending().getFirst().path("update_id").asInt();
        String next = "{\"timeout\":50,\"offset\":" + (start + 1) + "}";
        CompletableFuture<JsonNode> waiting = bot.callLater("getUpdates", next);
        assertEquals(
                0, telegram.awaitUpdates(0, Duration.ofSeconds(10)).pending().size());
        telegram.outage(true);
        assertThrows(ExecutionException.class, () -> waiting.get(10, TimeUnit.SECONDS));
    }

    @Test
    void theRateLimitForgivesABurst() throws Exception {
        telegram.rateLimit(true);
        for (int i = 0; i < 5; i++) bot.result("sendMessage", hello);
        assertTrue(bot.refusal("sendMessage", hello).startsWith("429 Too Many Requests: retry after"));
        telegram.advanceClock(Duration.ofSeconds(2));
        bot.result("sendMessage", hello);
    }

    @Test
    void strangersAndUnknownMethodsAreTurnedAway() throws Exception {
        assertEquals("404 Not Found", bot.refusal("makeCoffee", "{}"));
        try (TelegramSimulator other = TelegramSimulator.start(0, null, "1:other", Clock.systemUTC())) {
            HttpRequest wrong = HttpRequest.newBuilder(other.url().resolve("/bot" + simulator.token() + "/getMe"))
                    .build();
            assertEquals(
                    401,
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .build()
                            .send(wrong, HttpResponse.BodyHandlers.discarding())
                            .statusCode());
        }
    }
}
