package dev.llavero.platform.settings;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Gives the application the database's variables as {@link DatabaseVariables} understands them: a password from a file, a login from an address. */
public final class DatabaseSettings implements ConfigSource {
    private final DatabaseVariables database;

    public DatabaseSettings() {
        this(System.getenv());
    }

    DatabaseSettings(Map<String, String> environment) {
        database = DatabaseVariables.of(environment);
    }

    @Override
    public String getValue(String property) {
        return switch (property) {
            case "DATABASE_URL" -> database.url();
            case "DATABASE_USER" -> database.user();
            case "DATABASE_PASSWORD" -> database.password();
            default -> null;
        };
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of("DATABASE_URL", "DATABASE_USER", "DATABASE_PASSWORD");
    }

    @Override
    public String getName() {
        return "llavero-database";
    }

    /** Above the environment, which it has read. */
    @Override
    public int getOrdinal() {
        return 310;
    }
}
