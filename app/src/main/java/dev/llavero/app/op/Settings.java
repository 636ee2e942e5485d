package dev.llavero.app.op;

import dev.llavero.app.KafkaVariables;
import dev.llavero.platform.settings.SecretVariable;
import java.net.URI;
import java.net.URISyntaxException;
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
                environment.getOrDefault("DATABASE_URL", "postgresql://127.0.0.1:5432/llavero"),
                environment.getOrDefault("DATABASE_USER", "llavero"),
                SecretVariable.read("DATABASE_PASSWORD", environment).orElse(""));
    }

    private static Map<String, Object> kafka(Map<String, String> environment, Properties properties) {
        var kafka = KafkaVariables.client(environment);
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(KAFKA_PROPERTY))
                .forEach(name -> kafka.put(name.substring(KAFKA_PROPERTY.length()), properties.getProperty(name)));
        return kafka;
    }

    /** @throws Unavailable if it is malformed; without a cause, which would repeat a password in the address */
    String jdbcUrl() {
        var form = "DATABASE_URL has the form postgresql://host:port/database";
        try {
            var uri = new URI(databaseUrl);
            if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
                throw new Unavailable(form, null);
            }
            var port = uri.getPort() < 0 ? 5432 : uri.getPort();
            var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            return "jdbc:postgresql://%s:%d%s%s".formatted(uri.getHost(), port, uri.getRawPath(), query);
        } catch (URISyntaxException malformed) {
            throw new Unavailable(form, null);
        }
    }

    /** Settings can hold passwords. */
    @Override
    public String toString() {
        return "Settings";
    }
}
