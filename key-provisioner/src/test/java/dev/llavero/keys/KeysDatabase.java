package dev.llavero.keys;

import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
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

/** A new database with the schemas that key-provisioner writes, in the real Postgres that the tests share. */
public final class KeysDatabase implements AutoCloseable {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    public KeysDatabase() {
        var postgres = BackingProcesses.shared().postgres();
        var name = "keys_" + UUID.randomUUID().toString().replace("-", "");
        var admin = connect(postgres, "postgres", 1);
        await(admin.query("create database " + name).execute());
        await(admin.close());
        var migrations = connect(postgres, name, 1);
        migrate(migrations, "platform", "/db/platform/V1__clock.sql");
        migrate(migrations, "vault", "/db/vault/V1__vault.sql");
        migrate(
                migrations,
                "keys",
                "/db/common/V0__platform_tables.sql",
                "/db/keys/V1__keys.sql",
                "/db/keys/V3__wireguard.sql");
        await(migrations.close());
        pool = connect(postgres, name, 4);
    }

    public Vertx vertx() {
        return vertx;
    }

    public PlainTransactions transactions() {
        return new PlainTransactions(pool);
    }

    public Sql sql() {
        return transactions().autocommit();
    }

    public List<SqlRow> query(String statement, Object... parameters) {
        return await(sql().query(statement, parameters));
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
        var size = new PoolOptions().setMaxSize(connections);
        return Pool.newInstance(
                PgBuilder.pool().with(size).connectingTo(options).using(vertx).build());
    }

    private static void migrate(Pool pool, String schema, String... scripts) {
        await(pool.query("create schema %1$s; set search_path = %1$s".formatted(schema))
                .execute());
        for (var script : scripts) {
            await(pool.query(read(script)).execute());
        }
    }

    private static String read(String resource) {
        try (var text = KeysDatabase.class.getResourceAsStream(resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
