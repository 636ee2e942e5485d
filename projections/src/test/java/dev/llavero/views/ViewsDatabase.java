package dev.llavero.views;

import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
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
import java.util.UUID;
import java.util.function.Function;

/** A new database with the schema of the views in the real Postgres that the tests share. */
public final class ViewsDatabase implements AutoCloseable {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final PlainTransactions transactions;

    public ViewsDatabase() {
        var postgres = BackingProcesses.shared().postgres();
        var name = "views_" + UUID.randomUUID().toString().replace("-", "");
        var admin = connect(postgres, "postgres");
        await(admin.query("create database " + name).execute());
        await(admin.close());
        pool = connect(postgres, name);
        transactions = new PlainTransactions(pool);
        migrate("platform", "/db/platform/V1__clock.sql");
        migrate(
                "views",
                "/db/common/V0__platform_tables.sql",
                "/db/views/V1__views.sql",
                "/db/views/V2__wireguard.sql");
    }

    public Sql sql() {
        return transactions.autocommit();
    }

    public <T> T inTransaction(Function<Sql, Uni<T>> work) {
        return await(transactions.run(work));
    }

    public static <T> T await(Uni<T> answer) {
        return answer.await().atMost(LONG_ENOUGH);
    }

    @Override
    public void close() {
        await(pool.close());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Pool connect(PostgresProcess postgres, String database) {
        var options = PgConnectOptions.fromUri(postgres.reactiveUrl(database))
                .setUser(postgres.user())
                .setPassword("any");
        var one = new PoolOptions().setMaxSize(1);
        return Pool.newInstance(
                PgBuilder.pool().with(one).connectingTo(options).using(vertx).build());
    }

    private void migrate(String schema, String... scripts) {
        await(pool.query("create schema %1$s; set search_path = %1$s".formatted(schema))
                .execute());
        for (var script : scripts) {
            await(pool.query(read(script)).execute());
        }
    }

    private static String read(String resource) {
        try (var text = ViewsDatabase.class.getResourceAsStream(resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
