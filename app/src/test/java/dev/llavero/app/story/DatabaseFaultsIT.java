package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.testkit.Gen;
import dev.llavero.testkit.TcpProxy;
import dev.llavero.testkit.system.LlaveroSystem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DatabaseFaultsIT {
    private static final Duration STRIKE = Duration.ofSeconds(60);
    private static final String DEADLOCK = "40P01";
    private static final String STATEMENT_TIMEOUT =
            "QUARKUS_DATASOURCE_REACTIVE_ADDITIONAL_PROPERTIES_STATEMENT_TIMEOUT";
    private static final String END_CONNECTIONS =
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'llavero_app'";

    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    @Test
    void aKilledDatabaseLosesNothing() {
        Disturbed.by("database killed and restarted", Disturbed.RESTARTED, gen -> {
            var postgres = SYSTEM.backing().postgres();
            postgres.kill();
            Elapsed.after(Duration.ofMillis(gen.longBetween(0, 3_000)));
            postgres.restart();
        });
    }

    @Test
    @Tag("all")
    void connectionsThatBreakInTheMiddleOfACommitLoseNothing() {
        Disturbed.by("database, 12 connections cut in COMMIT", Disturbed.HEALED, gen -> {
            var postgres = SYSTEM.backing().postgres();
            try (var network = TcpProxy.to(postgres.host(), postgres.port())) {
                var url = SYSTEM.database().url().replace(":" + postgres.port(), ":" + network.port());
                insteadRuns(gen, Map.of("DATABASE_URL", url), () -> {
                    for (int cut = 0; cut < 12; cut++) {
                        network.cutAnswerTo("COMMIT").get(STRIKE.toSeconds(), TimeUnit.SECONDS);
                    }
                });
            }
        });
    }

    @Test
    @Tag("all")
    void aPoolOfTwoAndNoConnectionAtAllAreWaitedOut() {
        Disturbed.by("database, a pool of two, then no connection for 5 s", Disturbed.HEALED, gen -> {
            insteadRuns(gen, Map.of("DATABASE_POOL", "2"), () -> {
                Elapsed.after(Duration.ofSeconds(5));
                asSuperuser("alter role llavero_app connection limit 0", END_CONNECTIONS);
                Elapsed.after(Duration.ofSeconds(5));
                asSuperuser("alter role llavero_app connection limit -1");
            });
        });
    }

    /** Ours is locked in the other order, and the others are made to find out. */
    @Test
    @Tag("all")
    void aDeadlockIsTriedAgain() {
        Disturbed.by("database, three deadlocks", Disturbed.HEALED, gen -> {
            var wanted = deadlocks() + 3;
            var until = System.nanoTime() + STRIKE.toNanos();
            try (var connection = superuser();
                    var statement = connection.createStatement()) {
                statement.execute("set deadlock_timeout = '1min'");
                connection.setAutoCommit(false);
                while (deadlocks() < wanted && System.nanoTime() < until) {
                    statement.execute("select 1 from keys.server for update");
                    awaitSomebodyWhoWaits();
                    statement.execute("select 1 from keys.entitlement for update");
                    statement.execute("select 1 from keys.key for update");
                    connection.commit();
                }
            }
            assertTrue(deadlocks() >= wanted, "not three deadlocks within " + STRIKE);
        });
    }

    @Test
    @Tag("all")
    void aStatementThatTakesTooLongIsTriedAgain() {
        // Longer than five tries take, after which a bug of ours would be a dead letter.
        Disturbed.by("database, statements cut off by their time-out for 12 s", Disturbed.HEALED, gen -> {
            insteadRuns(gen, Map.of(STATEMENT_TIMEOUT, "1s"), () -> {
                try (var connection = superuser()) {
                    connection.setAutoCommit(false);
                    lock(connection, "keys.key, bot.send, bot.inbox");
                    Elapsed.after(Duration.ofSeconds(12));
                    connection.rollback();
                }
            });
        });
    }

    /** Tables that are at work: where we and the application wait for each other, and the database takes us, we begin anew. */
    private static void lock(Connection connection, String tables) throws SQLException {
        while (true) {
            try (var statement = connection.createStatement()) {
                statement.execute("lock table " + tables + " in access exclusive mode");
                return;
            } catch (SQLException failure) {
                if (!DEADLOCK.equals(failure.getSQLState())) {
                    throw failure;
                }
                connection.rollback();
            }
        }
    }

    private interface Meanwhile {
        void happens() throws Exception;
    }

    /** Another application in place of the one that runs. */
    private static void insteadRuns(Gen gen, Map<String, String> settings, Meanwhile meanwhile) throws Exception {
        SYSTEM.running().stop();
        try (var other = SYSTEM.launch("database-" + gen.word(4), settings).awaitStarted()) {
            meanwhile.happens();
            other.stop();
        }
        SYSTEM.running();
    }

    private static void awaitSomebodyWhoWaits() throws SQLException {
        var until = System.nanoTime() + STRIKE.toNanos();
        while (count("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") == 0
                && System.nanoTime() < until) {
            Elapsed.after(Duration.ofMillis(20));
        }
    }

    private static long deadlocks() throws SQLException {
        return count("select deadlocks from pg_stat_database where datname = current_database()");
    }

    private static long count(String query) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getLong(1);
        }
    }

    private static void asSuperuser(String... statements) throws SQLException {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static Connection superuser() throws SQLException {
        var postgres = SYSTEM.backing().postgres();
        var url = SYSTEM.database().url();
        return DriverManager.getConnection(
                postgres.jdbcUrl(url.substring(url.lastIndexOf('/') + 1)), postgres.user(), "");
    }

    @Test
    @Tag("all")
    void aDatabaseThatIsGoneFor30SecondsLosesNothing() {
        Disturbed.by("database down for 30 s", Disturbed.RESTARTED, gen -> {
            var postgres = SYSTEM.backing().postgres();
            postgres.kill();
            Elapsed.after(Duration.ofSeconds(30));
            postgres.restart();
        });
    }

    @Test
    @Tag("all")
    void aDatabaseThatIsSilentFor30SecondsLosesNothing() {
        Disturbed.by("database frozen for 30 s", Disturbed.RESTARTED, gen -> {
            var postgres = SYSTEM.backing().postgres();
            postgres.freeze();
            Elapsed.after(Duration.ofSeconds(30));
            postgres.thaw();
        });
    }
}
