package dev.llavero.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/**
 * The logins of the roles, with the rights that {@code deploy/grants.sql} gives them and the passwords of a folder: one file
 * {@code <login>.password} each. Whoever calls this may make roles.
 */
public final class Logins {
    private static final String PASSWORD = ".password";

    private final Path folder;

    Logins(Path folder) {
        this.folder = folder;
    }

    /** All rights in one transaction: no running role sees a moment without its own. */
    void welcome(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(grants());
        }
        for (var file : passwordFiles()) {
            letIn(connection, file);
        }
        connection.commit();
    }

    /** The password is hashed here, so that none is in the server's log. */
    private static void letIn(Connection connection, Path file) throws SQLException {
        var name = file.getFileName().toString();
        var login = name.substring(0, name.length() - PASSWORD.length());
        try (var statement = connection.createStatement()) {
            connection.unwrap(PGConnection.class).alterUserPassword(login, password(file), "scram-sha-256");
            statement.execute("alter role %s login".formatted(statement.enquoteIdentifier(login, true)));
        } catch (PSQLException unknown) {
            throw new SQLException(file + ": the login could not be made: " + unknown.getMessage(), unknown);
        }
        System.out.println("login " + login);
    }

    private List<Path> passwordFiles() {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(PASSWORD))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("DATABASE_LOGINS_FOLDER cannot be read", unreadable);
        }
    }

    private static char[] password(Path file) {
        try {
            var password = Files.readString(file).strip();
            if (password.isEmpty()) {
                throw new IllegalStateException(file + " is empty");
            }
            return password.toCharArray();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file + " cannot be read", unreadable);
        }
    }

    /** {@code deploy/grants.sql}: for the owner of the database, in one transaction. */
    public static String grants() {
        try (var file = Logins.class.getResourceAsStream("/grants.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
