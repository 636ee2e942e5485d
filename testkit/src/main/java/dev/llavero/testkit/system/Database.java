package dev.llavero.testkit.system;

import dev.llavero.testkit.backing.PostgresProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The application's database, to look into. */
public final class Database {
    static final String NAME = "llavero";
    static final String USER = "llavero_app";
    static final String PASSWORD = "only-for-tests";

    private final PostgresProcess postgres;

    private Database(PostgresProcess postgres) {
        this.postgres = postgres;
    }

    static Database create(PostgresProcess postgres) {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "");
                var statement = connection.createStatement()) {
            statement.execute("create role %s login password '%s'".formatted(USER, PASSWORD));
            statement.execute("create database %s owner %s".formatted(NAME, USER));
            return new Database(postgres);
        } catch (SQLException failure) {
            throw new IllegalStateException("making the database", failure);
        }
    }

    /** As the application's {@code DATABASE_URL}. */
    public String url() {
        return "postgresql://%s:%d/%s".formatted(postgres.host(), postgres.port(), NAME);
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

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(NAME), USER, PASSWORD);
    }
}
