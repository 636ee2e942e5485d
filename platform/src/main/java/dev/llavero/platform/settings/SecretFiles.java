package dev.llavero.platform.settings;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Lets {@code DATABASE_PASSWORD_FILE} stand in for {@code DATABASE_PASSWORD}. */
public final class SecretFiles implements ConfigSource {
    private static final String PASSWORD = "DATABASE_PASSWORD";
    private static final String FILE = "DATABASE_PASSWORD_FILE";

    private final Map<String, String> environment;

    public SecretFiles() {
        this(System.getenv());
    }

    SecretFiles(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String getValue(String property) {
        return property.equals(PASSWORD)
                ? SecretVariable.fromFile(FILE, environment).orElse(null)
                : null;
    }

    @Override
    public Set<String> getPropertyNames() {
        return getValue(PASSWORD) == null ? Set.of() : Set.of(PASSWORD);
    }

    @Override
    public String getName() {
        return "llavero-secret-files";
    }

    /** Below the environment: a variable that is set wins over a file. */
    @Override
    public int getOrdinal() {
        return 290;
    }
}
