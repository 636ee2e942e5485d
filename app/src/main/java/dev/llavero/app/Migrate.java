package dev.llavero.app;

import dev.llavero.platform.settings.DatabaseVariables;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings the database to this version, then ends. A program of its own and plain Java, so that no running role has a JDBC
 * driver or the right to change a table.
 */
public final class Migrate {
    private static final String COMMON = "classpath:db/common";
    private static final List<String> SHARED = List.of("platform", "vault");
    private static final List<String> OF_ROLES = List.of("keys", "bot", "views");
    private static final int CONNECT_ATTEMPTS = 30;

    /** Whoever waits for a table that roles are working on makes everybody behind it wait, too: not for long, but again and again. */
    private static final String SHORT_PATIENCE = "set lock_timeout = '2s'";

    private static final int LOCK_ATTEMPTS = 30;
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** A deadlock, of which we were the victim; a lock that was not to be had in time. */
    private static final Set<String> BUSY = Set.of("40P01", "55P03");

    private final String url;
    private final String user;
    private final String password;

    private Migrate(DatabaseVariables database) {
        this.url = database.jdbcUrl();
        this.user = database.user();
        this.password = database.password();
    }

    public static void main(String[] arguments) throws SQLException {
        run(System.getenv());
    }

    public static void run(Map<String, String> environment) throws SQLException {
        var migrate = new Migrate(DatabaseVariables.of(environment));
        SHARED.forEach(schema -> migrate.schema(schema, "classpath:db/" + schema));
        OF_ROLES.forEach(schema -> migrate.schema(schema, COMMON, "classpath:db/" + schema));
        var logins = Optional.ofNullable(environment.get("DATABASE_LOGINS_FOLDER"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
        if (logins.isPresent()) {
            migrate.welcome(new Logins(logins.get()));
        }
    }

    private void schema(String schema, String... locations) {
        var done = whenTablesAreFree(Flyway.configure()
                .dataSource(url, user, password)
                .connectRetries(CONNECT_ATTEMPTS)
                .connectRetriesInterval(2)
                .initSql(SHORT_PATIENCE)
                .schemas(schema)
                .defaultSchema(schema)
                .locations(locations)
                .load());
        System.out.printf(
                "%s: version %s%n",
                schema, done.targetSchemaVersion == null ? done.initialSchemaVersion : done.targetSchemaVersion);
    }

    /** A migration is done whole or not at all, so it can be tried again. */
    private static MigrateResult whenTablesAreFree(Flyway flyway) {
        for (int attempt = 1; ; attempt++) {
            try {
                return flyway.migrate();
            } catch (FlywayException failure) {
                if (attempt == LOCK_ATTEMPTS || !saysBusy(failure)) {
                    throw failure;
                }
                System.out.println("A table is in use, once more in a moment");
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        }
    }

    private static boolean saysBusy(Throwable failure) {
        return failure instanceof SQLException answer && BUSY.contains(answer.getSQLState())
                || failure.getCause() != null && saysBusy(failure.getCause());
    }

    private void welcome(Logins logins) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, password)) {
            logins.welcome(connection);
        }
    }
}
