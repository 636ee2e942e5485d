package dev.llavero.app.op;

import dev.llavero.app.KafkaVariables;
import dev.llavero.platform.settings.DatabaseVariables;
import dev.llavero.platform.settings.SecretVariable;
import java.util.Map;
import java.util.Properties;

/**
 * Where broker and database are: the same variables as the application's.
 *
 * @param kafka client settings: {@code KAFKA_…} of the environment, then {@code kafka.…} of the system properties
 */
record Settings(Map<String, Object> kafka, String databaseUrl, String user, String password) {
    private static final String KAFKA_PROPERTY = "kafka.";

    static Settings ofThisProcess() {
        return of(System.getenv(), System.getProperties());
    }

    static Settings of(Map<String, String> environment, Properties properties) {
        return new Settings(
                kafka(environment, properties),
                environment.getOrDefault("DATABASE_URL", ""),
                environment.getOrDefault("DATABASE_USER", ""),
                SecretVariable.read("DATABASE_PASSWORD", environment).orElse(""));
    }

    private static Map<String, Object> kafka(Map<String, String> environment, Properties properties) {
        var kafka = KafkaVariables.client(environment);
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(KAFKA_PROPERTY))
                .forEach(name -> kafka.put(name.substring(KAFKA_PROPERTY.length()), properties.getProperty(name)));
        return kafka;
    }

    /** @throws Unavailable if the address is malformed; without a cause, which would repeat a password in it */
    DatabaseVariables database() {
        try {
            return DatabaseVariables.of(
                    Map.of("DATABASE_URL", databaseUrl, "DATABASE_USER", user, "DATABASE_PASSWORD", password));
        } catch (IllegalStateException malformed) {
            throw new Unavailable(malformed.getMessage(), null);
        }
    }

    /** Settings can hold passwords. */
    @Override
    public String toString() {
        return "Settings";
    }
}
