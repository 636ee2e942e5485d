package dev.llavero.testkit.system;

import dev.llavero.testkit.backing.PostgresProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** The application's database, to look into. */
public final class Database {
    static final String NAME = "llavero";

    /** Whose everything is: who migrates, and who looks into it here. No role works as this one. */
    static final String OWNER = "llavero";

    static final String PASSWORD = "only-for-tests";

    /** It cannot tell us when something has become so, so we ask. */
    private static final long LOOK_AGAIN_NANOS = 50_000_000L;

    private final String jdbcUrl;
    private final String url;
    private final String user;
    private final String password;

    private Database(String jdbcUrl, String url, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /** The one of this name. @param postgres where it is, now and after every restart */
    public static Database of(PostgresProcess postgres, String name, String user, String password) {
        var url = "postgresql://%s:%d/%s".formatted(postgres.host(), postgres.port(), name);
        return new Database(postgres.jdbcUrl(name), url, user, password);
    }

    static Database create(PostgresProcess postgres) {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "");
                var statement = connection.createStatement()) {
            statement.execute("create role %s login createrole password '%s'".formatted(OWNER, PASSWORD));
            statement.execute("create database %s owner %s".formatted(NAME, OWNER));
            return of(postgres, NAME, OWNER, PASSWORD);
        } catch (SQLException failure) {
            throw new IllegalStateException("making the database", failure);
        }
    }

    /** As the application's {@code DATABASE_URL}. */
    public String url() {
        return url;
    }

    /** All rows, every column as text. */
    public List<List<String>> rows(String query, Object... parameters) {
        try (var connection = connect();
                var statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (var answer = statement.executeQuery()) {
                var rows = new ArrayList<List<String>>();
                while (answer.next()) {
                    var row = new ArrayList<String>();
                    for (int column = 1; column <= answer.getMetaData().getColumnCount(); column++) {
                        row.add(answer.getString(column));
                    }
                    rows.add(row);
                }
                return rows;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(query, failure);
        }
    }

    /** Asks until the answer is as wanted or the time is over. @return the last answer */
    public List<List<String>> await(
            String query, Predicate<List<List<String>>> wanted, Duration patience, Object... parameters) {
        var until = System.nanoTime() + patience.toNanos();
        var rows = rows(query, parameters);
        while (!wanted.test(rows) && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            rows = rows(query, parameters);
        }
        return rows;
    }

    public long count(String query, Object... parameters) {
        return Long.parseLong(rows(query, parameters).getFirst().getFirst());
    }

    public int change(String statement, Object... parameters) {
        try (var connection = connect();
                var prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            return prepared.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(statement, failure);
        }
    }

    /** Moves the time of everything that goes by {@code platform.now()}. */
    public void forward(Duration by) {
        change("update platform.clock set \"offset\" = \"offset\" + ? * interval '1 millisecond'", by.toMillis());
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }
}
