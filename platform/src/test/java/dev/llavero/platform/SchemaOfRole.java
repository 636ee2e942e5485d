package dev.llavero.platform;

import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.testkit.backing.BackingProcesses;
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

/** A new database in the real Postgres, with the common tables in the schema of one role. */
public final class SchemaOfRole implements AutoCloseable {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    public SchemaOfRole(Role role) {
        var name = "platform_" + UUID.randomUUID().toString().replace("-", "");
        var admin = connect("postgres");
        await(admin.query("create database " + name).execute());
        await(admin.close());
        pool = connect(name);
        migrate("platform", "/db/platform/V1__clock.sql");
        migrate(role.schema(), "/db/common/V0__platform_tables.sql");
    }

    public Sql sql() {
        return new PlainTransactions(pool).autocommit();
    }

    public static <T> T await(Uni<T> answer) {
        return answer.await().atMost(LONG_ENOUGH);
    }

    @Override
    public void close() {
        await(pool.close());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Pool connect(String database) {
        var postgres = BackingProcesses.shared().postgres();
        var options = PgConnectOptions.fromUri(postgres.reactiveUrl(database))
                .setUser(postgres.user())
                .setPassword("any");
        var one = new PoolOptions().setMaxSize(1);
        return Pool.newInstance(
                PgBuilder.pool().with(one).connectingTo(options).using(vertx).build());
    }

    private void migrate(String schema, String script) {
        await(pool.query("create schema %1$s; set search_path = %1$s;".formatted(schema) + read(script))
                .execute());
    }

    private static String read(String resource) {
        try (var text = SchemaOfRole.class.getResourceAsStream(resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
