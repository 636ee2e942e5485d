package dev.llavero.bot;

import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.SqlRow;
import dev.llavero.testkit.backing.BackingProcesses;
import dev.llavero.testkit.backing.PostgresProcess;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A new database with the bot's schema in the real Postgres that the tests share. */
public final class BotDatabase implements AutoCloseable {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final PlainTransactions transactions;

    public BotDatabase() {
        var postgres = BackingProcesses.shared().postgres();
        var name = "bot_" + UUID.randomUUID().toString().replace("-", "");
        var admin = connect(postgres, "postgres", 1);
        await(admin.query("create database " + name).execute());
        await(admin.close());
        var setup = connect(postgres, name, 1);
        migrate(setup, "platform", "/db/platform/V1__clock.sql");
        migrate(setup, "vault", "/db/vault/V1__vault.sql");
        migrate(setup, "bot", "/db/common/V0__platform_tables.sql", "/db/bot/V1__bot.sql");
        migrate(
                setup,
                "views",
                "/db/common/V0__platform_tables.sql",
                "/db/views/V1__views.sql",
                "/db/views/V2__wireguard.sql");
        await(setup.close());
        pool = connect(postgres, name, 4);
        transactions = new PlainTransactions(pool);
    }

    public PlainTransactions transactions() {
        return transactions;
    }

    public List<SqlRow> rows(String query, Object... parameters) {
        return await(transactions.autocommit().query(query, parameters));
    }

    public long count(String table) {
        return rows("select count(*) from " + table).getFirst().number(0);
    }

    /** Time is the database's: two minutes later for everyone. */
    public void passes(Duration time) {
        await(transactions
                .autocommit()
                .update(
                        "update platform.clock set \"offset\" = \"offset\" + $1 * interval '1 second'",
                        time.toSeconds()));
    }

    public static <T> T await(Uni<T> answer) {
        return answer.await().atMost(LONG_ENOUGH);
    }

    @Override
    public void close() {
        await(pool.close());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Pool connect(PostgresProcess postgres, String database, int connections) {
        var options = PgConnectOptions.fromUri(postgres.reactiveUrl(database))
                .setUser(postgres.user())
                .setPassword("any");
        return Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(connections))
                .connectingTo(options)
                .using(vertx)
                .build());
    }

    private static void migrate(Pool pool, String schema, String... scripts) {
        await(pool.query("create schema %1$s; set search_path = %1$s".formatted(schema))
                .execute());
        for (var script : scripts) {
            await(pool.query(read(script)).execute());
        }
    }

    private static String read(String resource) {
        try (var text = BotDatabase.class.getResourceAsStream(resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
