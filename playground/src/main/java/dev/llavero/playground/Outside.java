package dev.llavero.playground;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the caller brings along, by the same variables that the application reads; the rest is started here. */
record Outside(Map<String, String> variables) {
    static Outside ofThisProcess() {
        return new Outside(Map.copyOf(System.getenv()));
    }

    Optional<String> kafka() {
        return variable("KAFKA_BOOTSTRAP_SERVERS");
    }

    Optional<String> database() {
        return variable("DATABASE_URL");
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
