package dev.llavero.platform;

import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.PlainTransactions;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
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
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** A new database in the real Postgres that the tests share, with the schemas that a test needs. */
public class TestDatabase implements AutoCloseable {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final int CONNECTIONS = 4;

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final PlainTransactions transactions;

    /** A schema, and the scripts that make its tables. */
    public record Schema(String name, List<String> scripts) {
        public static Schema vault() {
            return new Schema(
                    "vault",
                    List.of("/db/vault/V1__vault.sql", "/db/vault/V2__master_keys.sql", "/db/vault/V3__erasure.sql"));
        }

        /** @param scripts names in the folder of the role's schema; the tables that every role has come first */
        public static Schema of(Role role, String... scripts) {
            var own = Stream.of(scripts).map(script -> "/db/" + role.schema() + "/" + script);
            return new Schema(
                    role.schema(),
                    Stream.concat(Stream.of("/db/common/V0__platform_tables.sql"), own)
                            .toList());
        }
    }

    /** The clock is in every one. */
    public TestDatabase(Schema... schemas) {
        var name = "test_" + UUID.randomUUID().toString().replace("-", "");
        run("postgres", "create database " + name);
        migrate(name, new Schema("platform", List.of("/db/platform/V1__clock.sql")));
        for (var schema : schemas) {
            migrate(name, schema);
        }
        pool = connect(name, CONNECTIONS);
        transactions = new PlainTransactions(pool);
    }

    public Vertx vertx() {
        return vertx;
    }

    public PlainTransactions transactions() {
        return transactions;
    }

    public Sql sql() {
        return transactions.autocommit();
    }

    public <T> T inTransaction(Function<Sql, Uni<T>> work) {
        return await(transactions.run(work));
    }

    public List<SqlRow> rows(String query, Object... parameters) {
        return await(sql().query(query, parameters));
    }

    public long count(String table) {
        return rows("select count(*) from " + table).getFirst().number(0);
    }

    /** Time is the database's: so much later for everyone. */
    public void passes(Duration time) {
        await(sql().update(
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

    private void migrate(String database, Schema schema) {
        var scripts = schema.scripts().stream().map(TestDatabase::read).toList();
        run(
                database,
                "create schema %1$s; set search_path = %1$s;\n".formatted(schema.name()) + String.join("\n", scripts));
    }

    private void run(String database, String script) {
        var once = connect(database, 1);
        await(once.query(script).execute());
        await(once.close());
    }

    private Pool connect(String database, int connections) {
        var postgres = BackingProcesses.shared().postgres();
        var options = PgConnectOptions.fromUri(postgres.reactiveUrl(database))
                .setUser(postgres.user())
                .setPassword("any");
        return Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(connections))
                .connectingTo(options)
                .using(vertx)
                .build());
    }

    private static String read(String resource) {
        try (var text = TestDatabase.class.getResourceAsStream(resource)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
