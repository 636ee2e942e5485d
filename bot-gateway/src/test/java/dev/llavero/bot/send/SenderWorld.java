package dev.llavero.bot.send;

import static dev.llavero.bot.BotDatabase.await;

import dev.llavero.bot.BotDatabase;
import dev.llavero.bot.render.AdminReader;
import dev.llavero.bot.render.FactsReader;
import dev.llavero.bot.telegram.TelegramApi;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Sealed;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.observe.LogOffsets;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.vault.Purpose;
import dev.llavero.platform.vault.Secret;
import dev.llavero.platform.vault.Vault;
import dev.llavero.platform.vault.Vault.Credential;
import dev.llavero.platform.work.Leases;
import dev.llavero.testkit.telegram.Telegram;
import dev.llavero.testkit.telegram.TelegramSimulator;
import dev.llavero.testkit.telegram.TelegramUser;
import dev.llavero.views.keys.KeyViews;
import dev.llavero.views.servers.PlaceViews;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/** A sender at work between a real Postgres and the simulated Telegram. */
final class SenderWorld implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final String PASSWORD = "k7Jq2WvT9bXc4NfR8sLm0A";
    static final int PORT = 20_443;

    final TelegramSimulator simulator = TelegramSimulator.start(0, null);
    final Telegram telegram = simulator.telegram();
    final BotDatabase database = new BotDatabase();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Vault vault;
    private final Sender sender;
    private final Semaphore nudges = new Semaphore(0);
    private final Semaphore passes = new Semaphore(0);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<?> working;
    private volatile boolean stopped;

    SenderWorld(Path folder) throws IOException {
        var transactions = database.transactions();
        var sql = transactions.autocommit();
        var telegramApi =
                new TelegramApi(simulator.url(), Optional.of(TelegramSimulator.DEFAULT_TOKEN), Optional.empty());
        vault = new Vault(Optional.of(masterKey(folder)));
        sender = new Sender(
                new Leases(transactions).named(Role.BOT_GATEWAY, "sender"),
                new SendRows(transactions, "en"),
                new Screens(new FactsReader(
                        new KeyViews(sql),
                        new PlaceViews(sql),
                        vault,
                        transactions,
                        telegramApi,
                        admin(),
                        ZoneOffset.UTC)::read),
                new Postman(telegramApi),
                new Pace(30, TimeMeter.SYSTEM_NANOTIME),
                meters,
                nudges::release);
        servers();
        working = thread.submit(this::keepWorking);
    }

    /** There is no broker in this world. */
    private AdminReader admin() {
        var broker = new LogOffsets() {
            @Override
            public Uni<Map<TopicPartition, Long>> beginnings(Collection<TopicPartition> partitions) {
                return Uni.createFrom().failure(new IllegalStateException("no broker"));
            }

            @Override
            public Uni<Map<TopicPartition, Long>> ends(Collection<TopicPartition> partitions) {
                return beginnings(partitions);
            }

            @Override
            public Uni<Map<String, UUID>> topics() {
                return Uni.createFrom().failure(new IllegalStateException("no broker"));
            }
        };
        return new AdminReader(database.transactions(), new KeyViews(database.sql()), broker, Optional.empty());
    }

    private static Path masterKey(Path folder) throws IOException {
        var file = Files.createFile(
                folder.resolve("master-key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, "m1:" + Base64.getEncoder().encodeToString(new byte[32]));
    }

    /** As the worker loop does. */
    private Void keepWorking() throws InterruptedException {
        while (!stopped) {
            var rest = await(sender.work());
            passes.release();
            nudges.tryAcquire(Math.max(1, rest.toMillis()), TimeUnit.MILLISECONDS);
            nudges.drainPermits();
        }
        return null;
    }

    /** Until the sender has looked at least once more at everything. */
    void awaitPasses(int count) throws InterruptedException {
        passes.drainPermits();
        if (!passes.tryAcquire(count + 1, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the sender does not work");
        }
    }

    @Override
    public void close() throws InterruptedException, ExecutionException {
        stopped = true;
        nudges.release();
        working.get();
        await(sender.stop());
        thread.shutdown();
        simulator.close();
        database.close();
    }

    /** Somebody whom the bot knows, with whom it has a chat. */
    record Somebody(TelegramUser telegram, UserId id) {
        long chat() {
            return telegram.id();
        }
    }

    Somebody somebody(String name, String language) {
        var user = telegram.newUser(name, language);
        var id = new UserId(UUID.randomUUID());
        change(
                "insert into bot.person (telegram_id, user_id, language_code) values ($1, $2, $3)",
                user.id(),
                id.value(),
                language);
        var start = user.says("/start");
        change("insert into bot.chat (chat_id, telegram_id, last_message_id) values ($1, $1, $2)", user.id(), (long)
                start.id());
        return new Somebody(user, id);
    }

    /** As the receiving half does for every message that comes in. */
    void says(Somebody who, String text) {
        var said = who.telegram().says(text);
        change(
                "update bot.chat set last_message_id = greatest(last_message_id, $2) where chat_id = $1",
                who.chat(),
                (long) said.id());
    }

    void send(Send... sends) {
        await(Sends.add(sql(), Arrays.asList(sends)));
        nudges.release();
    }

    Sql sql() {
        return database.transactions().autocommit();
    }

    void change(String statement, Object... parameters) {
        await(sql().update(statement, parameters));
    }

    long waiting() {
        return database.count("bot.send");
    }

    /** Waits until no row is left. */
    void awaitEmpty() throws InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (waiting() > 0) {
            if (System.nanoTime() > until) {
                throw new AssertionError("rows left: " + waiting());
            }
            awaitPasses(1);
        }
    }

    long outcomes(String outcome) {
        return (long) meters.counter("llavero.telegram.sends", "form", "MESSAGE", "outcome", outcome)
                .count();
    }

    void awaitOutcome(String outcome) throws InterruptedException {
        while (outcomes(outcome) == 0) {
            awaitPasses(0);
        }
    }

    void servers() {
        change("""
                insert into views.server_view_v1 (server_id, protocol, location, location_names, flag, host, capacity, room,
                                                  mode, managed_by, version, changed_at)
                values ('nl-1', 'OUTLINE', 'nl', '{"en": "Netherlands", "es": "Países Bajos"}', '🇳🇱', 'nl1.example.org', 9,
                        true, 'ACTIVE', 'FILE', 1, platform.now())
                """);
    }

    /** With its credential in the vault and its name, if any, sealed. */
    KeyId keyOf(Somebody owner, String name) {
        var key = credential(owner);
        var sealed = name == null ? null : sealedName(owner, key, name).ciphertext();
        view(owner, key, sealed);
        return key;
    }

    KeyId credential(Somebody owner) {
        var key = new KeyId(UUID.randomUUID());
        var userKey = await(vault.userKey(sql(), owner.id()));
        var sealed = userKey.seal(Purpose.CREDENTIAL, key.toString(), 1, new Secret(PASSWORD));
        await(vault.addCredentials(sql(), List.of(new Credential(key, owner.id(), 1, sealed))));
        return key;
    }

    Sealed sealedName(Somebody owner, KeyId key, String name) {
        return await(vault.userKey(sql(), owner.id())).seal(Purpose.KEY_NAME, key.toString(), 0, new Secret(name));
    }

    void view(Somebody owner, KeyId key, String sealedName) {
        change("""
                insert into views.key_view_v1 (key_id, user_id, protocol, location, server_id, port, state, name, version,
                                               created_at, changed_at)
                values ($1, $2, 'OUTLINE', 'nl', 'nl-1', $3, 'ACTIVE', $4, 2, platform.now(), platform.now())
                """, key.value(), owner.id().value(), PORT, sealedName);
    }
}
