package dev.llavero.testkit.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpdatesTest {
    private final TelegramSimulator simulator = TelegramSimulator.start(0, null);
    private final Telegram telegram = simulator.telegram();
    private final Bot bot = new Bot(simulator);
    private TelegramUser ana;

    @BeforeEach
    void aUser() {
        ana = telegram.newUser("Ana", "es");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static List<String> texts(List<JsonNode> updates) {
        return updates.stream().map(u -> u.at("/message/text").asText()).toList();
    }

    @Test
    void anUpdateHasTelegramsShape() throws Exception {
        TelegramUser nobody = telegram.newUser(4503599627370495L, "No Language", "nolang", null);
        ana.says("/start hola");
        nobody.says("plain");

        List<JsonNode> updates = bot.updates(0);
        JsonNode first = updates.getFirst().path("message");
        assertEquals("es", first.at("/from/language_code").asText());
        assertEquals("private", first.at("/chat/type").asText());
        assertEquals(
                "[{\"offset\":0,\"length\":6,\"type\":\"bot_command\"}]",
                first.path("entities").toString());
        JsonNode second = updates.getLast().path("message");
        assertEquals(4503599627370495L, second.at("/from/id").asLong());
        assertFalse(second.path("from").has("language_code"));
        assertFalse(second.has("entities"));
        assertEquals(
                updates.getFirst().path("update_id").asInt() + 1,
                updates.getLast().path("update_id").asInt());
    }

    @Test
    void anUpdateStaysUntilALaterOffsetConfirmsIt() throws Exception {
        ana.says("one");
        ana.says("two");
        int first = bot.updates(0).getFirst().path("update_id").asInt();
        assertEquals(List.of("one", "two"), texts(bot.updates(first)));
        assertEquals(List.of("two"), texts(bot.updates(first + 1)));
        assertEquals(List.of("two"), texts(bot.updates(0)));
        assertEquals(List.of(), texts(bot.updates(first + 2)));
        assertEquals(List.of("one", "two"), texts(telegram.updates().confirmed()));
    }

    @Test
    void itIsKnownAfterWhichCallAnUpdateWasFirstGivenToTheBot() throws Exception {
        bot.result("getMe", "{}");
        long last = telegram.calls(0, null).getLast().number();
        ana.says("one");
        bot.updates(0);
        telegram.duplicatePendingUpdates();
        bot.updates(0);
        assertEquals(
                List.of(last, last),
                telegram.updates().pending().stream()
                        .map(update -> update.at("/handed_out/after_call").asLong())
                        .toList());
    }

    @Test
    void aNegativeOffsetForgetsAllButTheLast() throws Exception {
        for (String text : List.of("one", "two", "three")) ana.says(text);
        assertEquals(List.of("three"), texts(bot.updates(-1)));
        assertEquals(List.of("three"), texts(bot.updates(0)));
    }

    @Test
    void theLimitHoldsBackTheRest() throws Exception {
        ana.says("one");
        ana.says("two");
        assertEquals(1, bot.result("getUpdates", "{\"limit\":1}").size());
    }

    @Test
    void aLongPollEndsWhenSomethingHappens() throws Exception {
        CompletableFuture<JsonNode> poll = bot.callLater("getUpdates", "{\"timeout\":50}");
        ana.says("hello");
        assertEquals(
                "hello",
                poll.get(10, TimeUnit.SECONDS).at("/result/0/message/text").asText());
    }

    @Test
    void aSecondPollerSendsTheFirstOneAway() throws Exception {
        CompletableFuture<JsonNode> first = bot.callLater("getUpdates", "{\"timeout\":50}");
        CompletableFuture<JsonNode> second = bot.callLater("getUpdates", "{\"timeout\":50}");
        JsonNode loser = (JsonNode) CompletableFuture.anyOf(first, second).get(10, TimeUnit.SECONDS);
        assertEquals(409, loser.path("error_code").asInt());
        assertTrue(loser.path("description").asText().startsWith("Conflict: terminated by other getUpdates request"));
        CompletableFuture<JsonNode> staying = first.isDone() ? second : first;
        ana.says("still there");
        JsonNode winner = staying.get(10, TimeUnit.SECONDS);
        assertEquals("still there", winner.at("/result/0/message/text").asText());
    }

    @Test
    void onlyAllowedKindsAreKept() throws Exception {
        bot.result("getUpdates", "{\"allowed_updates\":[\"callback_query\"]}");
        ana.says("not asked for");
        assertEquals(0, bot.updates(0).size());
        bot.result("getUpdates", "{\"allowed_updates\":[]}");
        ana.says("asked for");
        assertEquals(List.of("asked for"), texts(bot.updates(0)));
    }

    @Test
    void messagesAreLostAfterADayAndQueriesAfter150Seconds() throws Exception {
        ana.says("/start");
        bot.result("sendMessage", """
                {"chat_id":%d,"text":"menu","reply_markup":{"inline_keyboard":[[{"text":"Go","callback_data":"go"}]]}}
                """.formatted(ana.id()));
        ana.chat().lastFromBot().orElseThrow().button("Go").press();
        assertEquals(2, bot.updates(0).size());
        telegram.advanceClock(Duration.ofSeconds(150));
        assertEquals(List.of("/start"), texts(bot.updates(0)));
        telegram.advanceClock(Duration.ofHours(24));
        assertEquals(0, bot.updates(0).size());
        assertEquals(2, telegram.updates().expired().size());
    }

    @Test
    void lowerIdsAfterARestartAreNotConfirmedByTheOldOffset() throws Exception {
        ana.says("before");
        int last = bot.updates(0).getFirst().path("update_id").asInt();
        bot.updates(last + 1);
        telegram.restartUpdateIds(100);
        ana.says("after");
        JsonNode update = bot.updates(last + 1).getFirst();
        assertEquals(100, update.path("update_id").asInt());
        assertEquals("after", update.at("/message/text").asText());
    }

    @Test
    void pendingUpdatesCanBeDoubledAndDisordered() throws Exception {
        ana.says("one");
        ana.says("two");
        telegram.reorderPendingUpdates(1);
        assertEquals(List.of("two", "one"), texts(bot.updates(0)));
        telegram.duplicatePendingUpdates();
        List<JsonNode> updates = bot.updates(0);
        assertEquals(List.of("two", "one", "two", "one"), texts(updates));
        assertEquals(
                4,
                updates.stream()
                        .map(u -> u.path("update_id").asInt())
                        .distinct()
                        .count());
    }

    @Test
    void blockingAndUnblockingIsTold() throws Exception {
        ana.says("/start");
        ana.blocksTheBot();
        assertEquals(
                "403 Forbidden: bot was blocked by the user",
                bot.refusal("sendMessage", "{\"chat_id\":%d,\"text\":\"hello?\"}".formatted(ana.id())));
        ana.unblocksTheBot();
        List<JsonNode> updates = bot.updates(0);
        assertEquals(
                "kicked",
                updates.get(1).at("/my_chat_member/new_chat_member/status").asText());
        assertEquals(
                "member",
                updates.get(2).at("/my_chat_member/new_chat_member/status").asText());
    }

    @Test
    void inAGroupTheBotHearsOnlyWhatConcernsIt() throws Exception {
        TelegramGroup group = telegram.newGroup("Familia", ana);
        group.hears(ana, "not for the bot");
        group.hears(ana, "/keys@llavero_bot");
        bot.result("sendMessage", """
                {"chat_id":%d,"text":"Write to me","reply_markup":{"inline_keyboard":[[{"text":"?","callback_data":"q"}]]}}
                """.formatted(group.id()));
        TelegramMessage answer = group.chat().lastFromBot().orElseThrow();
        group.hearsAnswer(ana, answer, "why?");
        answer.button("?").pressBy(ana);
        List<JsonNode> updates = bot.updates(0);
        assertEquals(
                "member",
                updates.getFirst().at("/my_chat_member/new_chat_member/status").asText());
        assertEquals(List.of("/keys@llavero_bot", "why?"), texts(updates.subList(1, 3)));
        assertEquals("supergroup", updates.get(1).at("/message/chat/type").asText());
        assertEquals(ana.id(), updates.get(1).at("/message/from/id").asLong());
        assertEquals(
                group.id(), updates.get(3).at("/callback_query/message/chat/id").asLong());
        group.kicksTheBot(ana);
        assertEquals(
                "403 Forbidden: bot was kicked from the supergroup chat",
                bot.refusal("sendMessage", "{\"chat_id\":%d,\"text\":\"bye\"}".formatted(group.id())));
    }

    @Test
    void aWebhookIsToldAgainUntilItTakesTheUpdate() throws Exception {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        AtomicInteger posts = new AtomicInteger();
        HttpServer hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes());
            String secret = exchange.getRequestHeaders().getFirst("X-Telegram-Bot-Api-Secret-Token");
            exchange.sendResponseHeaders(posts.incrementAndGet() == 1 ? 500 : 200, -1);
            exchange.close();
            received.add(secret + " " + body);
        });
        hook.start();
        try {
            bot.result(
                    "setWebhook",
                    "{\"url\":\"http://127.0.0.1:%d/hook\",\"secret_token\":\"s3cret\"}"
                            .formatted(hook.getAddress().getPort()));
            assertTrue(bot.refusal("getUpdates", "{}").startsWith("409 Conflict: can't use getUpdates"));
            ana.says("over the hook");
            String refused = received.poll(10, TimeUnit.SECONDS);
            String taken = received.poll(10, TimeUnit.SECONDS);
            assertTrue(taken.startsWith("s3cret {") && taken.contains("over the hook"), taken);
            assertEquals(refused, taken);
            assertEquals(
                    1,
                    telegram.awaitUpdates(0, Duration.ofSeconds(10)).confirmed().size());
        } finally {
            hook.stop(0);
        }
    }
}
