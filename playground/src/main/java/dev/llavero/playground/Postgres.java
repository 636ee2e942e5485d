package dev.llavero.playground;

import dev.llavero.testkit.backing.PostgresProcess;
import dev.llavero.testkit.system.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/** The database of this machine. */
final class Postgres implements Breakable, AutoCloseable {
    /** Of the database and of the login that owns it, who is no superuser. */
    static final String NAME = "llavero";

    private final PostgresProcess process;
    private final Path log;
    private final Watch watch;

    private Postgres(PostgresProcess process, Path log, Consumer<String> tell) {
        this.process = process;
        this.log = log;
        this.watch = new Watch(name(), process::exit, process::restart, tell).begin();
    }

    static Postgres start(Home home, PortPlan ports, Consumer<String> tell) {
        var process = PostgresProcess.start(home.postgres(), ports.of(PortPlan.Use.POSTGRES));
        return new Postgres(process, home.postgres().resolve("postgres.log"), tell);
    }

    /** Makes login and database where they are missing. */
    void welcome(String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(process.jdbcUrl(), process.user(), "")) {
            if (!exists(connection, "select from pg_roles where rolname = ?")) {
                run(connection, "create role %s login password '%s'".formatted(NAME, password));
            }
            if (!exists(connection, "select from pg_database where datname = ?")) {
                run(connection, "create database %1$s owner %1$s".formatted(NAME));
            }
        }
    }

    String url() {
        return process.reactiveUrl(NAME);
    }

    /** As the application sees it. */
    Database asDatabase(String password) {
        return Database.of(process, NAME, NAME, password);
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, NAME);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (var created = connection.createStatement()) {
            created.execute(statement);
        }
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String where() {
        return url();
    }

    @Override
    public Optional<Long> pid() {
        return Optional.of(process.pid());
    }

    @Override
    public Optional<Path> log() {
        return Optional.of(log);
    }

    @Override
    public Optional<String> trouble() {
        return watch.trouble();
    }

    @Override
    public void kill() {
        watch.expectEnd();
        process.kill();
    }

    @Override
    public void close() {
        watch.end();
        process.close();
    }
}
