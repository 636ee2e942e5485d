package dev.llavero.playground;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the caller brings along, by the same variables that the application reads; the rest is started here. */
record Outside(Map<String, String> variables) {
    private static final String KAFKA = "KAFKA_";

    static Outside ofThisProcess() {
        return new Outside(Map.copyOf(System.getenv()));
    }

    Optional<String> kafka() {
        return variable("KAFKA_BOOTSTRAP_SERVERS");
    }

    Optional<String> database() {
        return variable("DATABASE_URL");
    }

    /** All that clients say to the broker, as the application reads it: {@code KAFKA_SECURITY_PROTOCOL} is {@code security.protocol}. */
    Map<String, Object> kafkaClient(String bootstrapServers) {
        var client = new HashMap<String, Object>();
        kafkaVariables()
                .forEach((name, value) -> client.put(
                        name.substring(KAFKA.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value));
        client.put("bootstrap.servers", bootstrapServers);
        return client;
    }

    /** Those of its clients. */
    Map<String, String> kafkaVariables() {
        return variables.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(KAFKA))
                .filter(variable -> !variable.getKey().equals("KAFKA_LOGINS_FOLDER"))
                .filter(variable -> !variable.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Which variables lead to data that is not ours to forget. */
    List<String> kept() {
        return Stream.of("DATABASE_URL", "KAFKA_BOOTSTRAP_SERVERS")
                .filter(variable -> variable(variable).isPresent())
                .toList();
    }

    boolean telegram() {
        return variable("TELEGRAM_BOT_TOKEN")
                .or(() -> variable("TELEGRAM_BOT_TOKEN_FILE"))
                .isPresent();
    }

    Optional<String> serversFile() {
        return variable("SERVERS_FILE");
    }

    Optional<String> masterKeyFile() {
        return variable("VAULT_MASTER_KEY_FILE");
    }

    /** Set and not blank. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }
}
