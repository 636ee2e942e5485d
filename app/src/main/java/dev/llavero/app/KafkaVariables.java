package dev.llavero.app;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Client settings as the application reads them: {@code KAFKA_SECURITY_PROTOCOL} is {@code security.protocol}. */
public final class KafkaVariables {
    /** Not a client's: where logins are kept that {@link MakeTopics} makes. */
    static final String LOGINS = "KAFKA_LOGINS_FOLDER";

    private static final String PREFIX = "KAFKA_";

    private KafkaVariables() {}

    /** @return settings of their own, which may be added to */
    public static Map<String, Object> client(Map<String, String> environment) {
        var client = new HashMap<String, Object>();
        client.put("bootstrap.servers", "127.0.0.1:9092");
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !name.equals(LOGINS)) {
                client.put(
                        name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return client;
    }
}
