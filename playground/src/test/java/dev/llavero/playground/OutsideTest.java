package dev.llavero.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutsideTest {
    @Test
    void aSecuredBrokerIsReachedWithAllThatIsSaidOfIt() {
        var outside = new Outside(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "broker.example.org:9095",
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SSL_TRUSTSTORE_LOCATION", "/etc/llavero/ca.pem",
                "KAFKA_SASL_MECHANISM", "",
                "KAFKA_LOGINS_FOLDER", "/etc/llavero/kafka/logins",
                "DATABASE_URL", "postgresql://127.0.0.1/llavero"));
        assertEquals(
                Map.of(
                        "bootstrap.servers", "broker.example.org:9095",
                        "security.protocol", "SASL_SSL",
                        "ssl.truststore.location", "/etc/llavero/ca.pem"),
                outside.kafkaClient(outside.kafka().orElseThrow()));
    }

    @Test
    void aBrokerOfOursIsWhereWeHaveStartedIt() {
        assertEquals(
                Map.of("bootstrap.servers", "127.0.0.1:23804"), new Outside(Map.of()).kafkaClient("127.0.0.1:23804"));
    }

    @Test
    void whatWasBroughtIsNotOursToForget() {
        assertEquals(
                List.of("DATABASE_URL"),
                new Outside(Map.of("DATABASE_URL", "postgresql://127.0.0.1/llavero", "KAFKA_BOOTSTRAP_SERVERS", " "))
                        .kept());
        assertEquals(List.of(), new Outside(Map.of("SERVERS_FILE", "/etc/llavero/servers.yaml")).kept());
    }
}
