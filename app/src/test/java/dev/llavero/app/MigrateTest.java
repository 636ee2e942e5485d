package dev.llavero.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.testkit.backing.BackingProcesses;
import dev.llavero.testkit.backing.PostgresProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tables are changed while roles work on them. */
@Tag("all")
class MigrateTest {
    private static final String DATABASE = "busy";
    private static final String PATIENCE = "set statement_timeout = '10s'";

    /** {@code V8__adoption.sql} changes one that workers always have in hand. */
    private static final String BEFORE_A_BUSY_TABLE = "7";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final PostgresProcess postgres = BackingProcesses.shared().postgres();

    @Test
    void aTableThatIsInUseIsChangedWhenItIsFreeAndNobodyWaitsMeanwhile() throws Exception {
        try (var admin = connect("postgres")) {
            admin.createStatement().execute("create database " + DATABASE);
        }
        migrate("platform", "latest", "classpath:db/platform");
        migrate("keys", BEFORE_A_BUSY_TABLE, "classpath:db/common", "classpath:db/keys");
        CompletableFuture<Void> migration;
        try (var worker = connect(DATABASE);
                var another = connect(DATABASE)) {
            worker.setAutoCommit(false);
            worker.createStatement().execute("lock table keys.placement in row exclusive mode");
            migration = CompletableFuture.runAsync(this::migrate);
            awaitWaiting(another);
            another.createStatement().execute("select from keys.placement");
            worker.commit();
        }
        migration.get(60, TimeUnit.SECONDS);
        try (var admin = connect(DATABASE)) {
            admin.createStatement().execute("select port from keys.placement");
        }
    }

    private void migrate(String schema, String target, String... locations) {
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(DATABASE), postgres.user(), "any")
                .schemas(schema)
                .defaultSchema(schema)
                .locations(locations)
                .target(target)
                .load()
                .migrate();
    }

    private void migrate() {
        try {
            Migrate.run(Map.of(
                    "DATABASE_URL", postgres.reactiveUrl(DATABASE),
                    "DATABASE_USER", postgres.user(),
                    "DATABASE_PASSWORD", "any"));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void awaitWaiting(Connection looks) throws SQLException {
        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        var waiting = 0L;
        while (waiting == 0 && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            var seen = looks.createStatement()
                    .executeQuery(
                            "select count(*) from pg_locks where not granted and relation = 'keys.placement'::regclass");
            seen.next();
            waiting = seen.getLong(1);
        }
        assertEquals(1, waiting, "who waits for the table");
    }

    private Connection connect(String database) throws SQLException {
        var connection = DriverManager.getConnection(postgres.jdbcUrl(database), postgres.user(), "any");
        connection.createStatement().execute(PATIENCE);
        return connection;
    }
}
