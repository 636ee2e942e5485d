package dev.llavero.app;

import java.net.URI;
import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * Brings the database to this version, then ends. A program of its own and plain Java, so that no running role has a JDBC
 * driver or the right to change a table.
 */
public final class Migrate {
    private static final String COMMON = "classpath:db/common";
    private static final List<String> SHARED = List.of("platform", "vault");
    private static final List<String> OF_ROLES = List.of("keys", "bot", "views");

    private Migrate() {}

    public static void main(String[] arguments) {
        var database = URI.create(setting("DATABASE_URL"));
        SHARED.forEach(schema -> migrate(database, schema, "classpath:db/" + schema));
        OF_ROLES.forEach(schema -> migrate(database, schema, COMMON, "classpath:db/" + schema));
    }

    private static void migrate(URI database, String schema, String... locations) {
        var done = Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://" + database.getAuthority() + database.getPath(),
                        setting("DATABASE_USER"),
                        System.getenv().getOrDefault("DATABASE_PASSWORD", ""))
                .schemas(schema)
                .defaultSchema(schema)
                .locations(locations)
                .load()
                .migrate();
        System.out.printf(
                "%s: version %s%n",
                schema, done.targetSchemaVersion == null ? done.initialSchemaVersion : done.targetSchemaVersion);
    }

    private static String setting(String name) {
        var value = System.getenv(name);
        if (value == null || value.isBlank()) {
            System.err.println(name + " is not set, for example DATABASE_URL=postgresql://localhost:5432/llavero");
            System.exit(2);
        }
        return value;
    }
}
