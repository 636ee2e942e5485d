package dev.llavero.bot.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.bot.BotDatabase;
import dev.llavero.bot.access.Door;
import dev.llavero.bot.button.Button;
import dev.llavero.bot.button.CallbackData;
import dev.llavero.bot.telegram.TelegramApi;
import dev.llavero.contracts.KeyId;
import dev.llavero.platform.observe.Observed;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.vault.Vault;
import dev.llavero.platform.work.Leases;
import dev.llavero.platform.work.Nudges;
import dev.llavero.testkit.telegram.Fault;
import dev.llavero.testkit.telegram.Telegram;
import dev.llavero.testkit.telegram.TelegramSimulator;
import dev.llavero.testkit.telegram.TelegramUser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The poller between the simulated Telegram and a real Postgres. */
class TelegramPollerTest {
    private static final Door OPEN = new Door(
            Optional.of("open"), Optional.empty(), Optional.empty(), Optional.empty(), URI.create("http://127.0.0.1"));

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final KeyId KEY = new KeyId(new UUID(5, 5));

    @TempDir
    Path folder;

    private final TelegramSimulator simulator = TelegramSimulator.start(0, null);
    private final Telegram telegram = simulator.telegram();
    private final BotDatabase database = new BotDatabase();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Observed observed = new Observed();
    private TelegramApi api;
    private TelegramPoller poller;
    private volatile boolean stopped;
    private CompletableFuture<Duration> polling;
    private TelegramUser ana;

    @BeforeEach
    void start() throws IOException {
        api = new TelegramApi(simulator.url(), Optional.of(TelegramSimulator.DEFAULT_TOKEN), Optional.empty());
        poller = poller(api);
        polling = keepPolling(poller);
        ana = telegram.newUser("Ana", "es");
    }

    @AfterEach
    void stop() throws Exception {
        stopPolling();
        simulator.close();
        database.close();
    }

    private TelegramPoller poller(TelegramApi api) throws IOException {
        var lease = new Leases(database.transactions()).named(Role.BOT_GATEWAY, "poller");
        var intake = new Intake(
                database.transactions(), new Vault(Optional.of(masterKey())), new NoNudges(), OPEN, api, meters);
        return new TelegramPoller(api, intake, lease, observed);
    }

    /** As the worker loop does, but with short rests. */
    private CompletableFuture<Duration> keepPolling(TelegramPoller poller) {
        return Multi.createBy()
                .repeating()
                .uni(() -> Uni.createFrom().deferred(poller::work))
                .withDelay(Duration.ofMillis(20))
                .until(rest -> stopped)
                .collect()
                .last()
                .subscribeAsCompletionStage();
    }

    private void stopPolling() throws Exception {
        stopped = true;
        poller.hurry();
        polling.get(5, TimeUnit.SECONDS);
        BotDatabase.await(poller.stop());
    }

    private Path masterKey() throws IOException {
        var file = folder.resolve("master-key");
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "m1:" + Base64.getEncoder().encodeToString(new byte[32]));
        }
        return file;
    }

    private static final class NoNudges extends Nudges {
        @Override
        public void send(String nudge) {}
    }

    private void everythingIsConfirmed() {
        assertEquals(0, telegram.awaitUpdates(0, LONG_ENOUGH).pending().size(), "updates that are not confirmed");
    }

    private long sends(String screen) {
        return database.rows("select count(*) from bot.send where screen ->> 'screen' = $1", screen)
                .getFirst()
                .number(0);
    }

    @Test
    void aMessageIsConfirmedWhenItsAnswerIsARow() {
        ana.says("/start");
        everythingIsConfirmed();
        assertEquals(1, sends("Welcome"));
        assertEquals(1, database.count("bot.person"));
        assertEquals(1, database.count("bot.inbox"));
        assertTrue(database.rows("select greeted from bot.chat").getFirst().flag(0));
    }

    @Test
    void aPressBecomesACommandAndSomebodyWhoWaits() {
        var start = ana.says("/start");
        everythingIsConfirmed();
        var getKey = CallbackData.write(new Button.GetKey(new UUID(3, 4)));
        for (int tap = 1; tap <= 10; tap++) {
            ana.forges(getKey, start.id(), start.chatId());
        }
        everythingIsConfirmed();
        assertEquals(1, database.count("bot.outbox"));
        assertEquals(1, database.count("bot.interaction"));
        assertEquals(1, sends("Working"));
        assertEquals(9, sends("Toast"));
    }

    @Test
    void whatIsTypedLeavesSealed() {
        var start = ana.says("/start");
        ana.forges(CallbackData.write(new Button.Rename(KEY)), start.id(), start.chatId());
        everythingIsConfirmed();
        assertEquals(1, database.count("bot.dialog"));
        ana.says("My secret laptop");
        everythingIsConfirmed();
        assertEquals(0, database.count("bot.dialog"));
        var command = database.rows("select type, payload from bot.outbox").getFirst();
        assertEquals("dev.llavero.keys.RenameKey.v1", command.text(0));
        assertFalse(command.text(1).contains("secret"));
    }

    @Test
    void theSameUpdateTwiceIsAnsweredOnce() {
        telegram.outage(true);
        ana.says("/help");
        telegram.duplicatePendingUpdates();
        telegram.outage(false);
        everythingIsConfirmed();
        assertEquals(1, sends("Help"));
    }

    @Test
    void anAnswerThatWasLostComesAgain() {
        telegram.fail("getUpdates", 3, Fault.answerLost());
        ana.says("/help");
        everythingIsConfirmed();
        assertEquals(1, sends("Help"));
    }

    @Test
    void itWaitsForAnotherPollerToGoAway() {
        telegram.fail("getUpdates", 2, new Fault.Refused(409, "Conflict: terminated by other getUpdates request"));
        telegram.fail("getUpdates", 1, Fault.tooManyRequests(1));
        ana.says("/help");
        everythingIsConfirmed();
        assertEquals(1, sends("Help"));
    }

    @Test
    void itHearsWhenTelegramRestartsItsIdsLower() {
        ana.says("/start");
        everythingIsConfirmed();
        telegram.restartUpdateIds(5);
        ana.says("/help");
        everythingIsConfirmed();
        assertEquals(1, sends("Help"));
        ana.says("/language");
        everythingIsConfirmed();
        assertEquals(1, sends("Languages"));
    }

    @Test
    void anOffsetThatDidNotArriveConfirmsNothingLater() throws Exception {
        stopPolling();
        poller = poller(api);
        ana.says("/start");
        BotDatabase.await(poller.work());
        telegram.fail("getUpdates", 1, Fault.serverError());
        BotDatabase.await(poller.work());
        var taken = telegram.updates().pending().getFirst().path("update_id").intValue();

        telegram.restartUpdateIds(taken - 5);
        ana.says("/help");
        stopped = false;
        polling = keepPolling(poller);

        everythingIsConfirmed();
        assertEquals(1, sends("Help"));
        assertEquals(1, sends("Welcome"));
    }

    @Test
    void whatNobodyCanReadHoldsUpNothing() throws IOException {
        var json = new ObjectMapper();
        telegram.inject(json.readTree("{\"message\":{}}"));
        telegram.inject(json.readTree("{\"message\":{\"message_id\":\"x\",\"chat\":{\"id\":99999999999999999999}}}"));
        telegram.inject(json.readTree("{\"callback_query\":{\"from\":5}}"));
        telegram.inject(json.readTree("{\"kind_of_2031\":{\"a\":[1,2,3]}}"));
        ana.says("/help");
        everythingIsConfirmed();
        assertEquals(1, sends("Help"));
        assertEquals(5, database.count("bot.inbox"));
    }

    @Test
    void anUpdateAtWhichWeFailIsCountedAndHoldsUpNothing() {
        database.rows("alter table bot.send add check (screen ->> 'screen' <> 'Help')");
        telegram.outage(true);
        ana.says("/start");
        ana.says("/help");
        ana.says("/language");
        telegram.outage(false);
        everythingIsConfirmed();
        assertEquals(1, sends("Welcome"));
        assertEquals(1, sends("Languages"));
        assertEquals(3, database.count("bot.inbox"));
        assertEquals(1, meters.counter("llavero.updates.failed").count());
    }

    @Test
    void theLeaseOutlivesALongPoll() {
        ana.says("/start");
        everythingIsConfirmed();
        var until = leaseUntil();
        assertTrue(Multi.createBy()
                .repeating()
                .supplier(this::leaseUntil)
                .atMost(100_000)
                .filter(renewed -> renewed.isAfter(until))
                .toUni()
                .await()
                .atMost(LONG_ENOUGH)
                .isAfter(until));
        assertEquals(0, telegram.updates().pending().size());
    }

    private Instant leaseUntil() {
        return database.rows("select until from bot.lease").getFirst().time(0);
    }

    @Test
    void twoHundredUpdatesAtOnceAreAllAnswered() {
        for (int said = 0; said < 200; said++) {
            ana.says("hola " + said);
        }
        everythingIsConfirmed();
        assertEquals(200, sends("Unknown") + sends("Welcome"));
    }

    @Test
    void blockingIsRemembered() {
        ana.says("/start");
        everythingIsConfirmed();
        ana.blocksTheBot();
        everythingIsConfirmed();
        assertFalse(
                database.rows("select blocked_at from bot.person").getFirst().isNull(0));
        ana.unblocksTheBot();
        everythingIsConfirmed();
        assertTrue(database.rows("select blocked_at from bot.person").getFirst().isNull(0));
    }

    @Test
    void anotherPollerWaitsForTheLease() throws IOException {
        ana.says("/start");
        everythingIsConfirmed();
        var other = poller(api);
        assertEquals(Duration.ofSeconds(1), BotDatabase.await(other.work()));
        assertEquals(1, database.count("bot.lease"));
    }

    @Test
    void aStopDoesNotWaitForTheLongPoll() throws Exception {
        ana.says("/start");
        everythingIsConfirmed();
        stopPolling();
        assertEquals(0, database.count("bot.lease"));
    }

    @Test
    void aWrongTokenIsSaidWithoutIt() throws Exception {
        stopPolling();
        var wrong = new TelegramApi(simulator.url(), Optional.of("100000001:wrong-secret"), Optional.empty());
        var refused = poller(wrong);
        assertEquals(Duration.ofSeconds(20), BotDatabase.await(refused.work()));
        assertEquals(1, observed.stuck().size());
        var failure = assertThrows(Exception.class, () -> BotDatabase.await(wrong.username()));
        assertFalse(wrong.masked(failure).contains("wrong-secret"));
    }

    @Test
    void aServerThatKnowsLittleMoreThanGetUpdatesIsEnough() throws Exception {
        stopPolling();
        telegram.fail("getMe", 100, new Fault.Refused(404, "Not Found"));
        telegram.fail("getWebhookInfo", 100, new Fault.Refused(404, "Not Found"));
        api = new TelegramApi(simulator.url(), Optional.of(TelegramSimulator.DEFAULT_TOKEN), Optional.empty());
        stopped = false;
        poller = poller(api);
        polling = keepPolling(poller);

        ana.says("/start");

        everythingIsConfirmed();
        assertEquals(1, sends("Welcome"));
    }
}
