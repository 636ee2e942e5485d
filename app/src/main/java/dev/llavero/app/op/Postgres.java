package dev.llavero.app.op;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Plain JDBC: one connection per question is enough for one question. Fails with {@link Unavailable}. */
final class Postgres {
    private final Settings settings;

    Postgres(Settings settings) {
        this.settings = settings;
    }

    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    <T> List<T> query(Reader<T> reader, String sql, Object... parameters) {
        return connected(true, connection -> {
            try (var statement = prepared(connection, sql, parameters)) {
                var found = new ArrayList<T>();
                var rows = statement.executeQuery();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        });
    }

    /** For what is not only a question; each statement is a transaction unless the work says otherwise. */
    <T> T change(Work<T> work) {
        return connected(false, work);
    }

    /** One statement, for good at once. */
    void update(String sql, Object... parameters) {
        change(connection -> {
            try (var statement = prepared(connection, sql, parameters)) {
                return statement.executeUpdate();
            }
        });
    }

    static PreparedStatement prepared(Connection connection, String sql, Object... parameters) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** @return null for null */
    static Instant time(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private <T> T connected(boolean readOnly, Work<T> work) {
        try (var connection = DriverManager.getConnection(settings.database().jdbcUrl(), login(readOnly))) {
            return work.on(connection);
        } catch (SQLException down) {
            throw new Unavailable("The database does not answer: " + down.getMessage(), down);
        }
    }

    private Properties login(boolean readOnly) {
        var login = new Properties();
        login.setProperty("user", settings.database().user());
        login.setProperty("password", settings.database().password());
        login.setProperty("ApplicationName", "llavero-op");
        login.setProperty("loginTimeout", "10");
        login.setProperty("socketTimeout", "30");
        login.setProperty("readOnly", Boolean.toString(readOnly));
        return login;
    }
}
