package dev.llavero.app.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void withoutAnySettingTheyAreThoseOfALaptop() {
        var settings = Settings.of(Map.of(), new Properties());
        assertEquals(Map.of("bootstrap.servers", "127.0.0.1:9092"), settings.kafka());
        assertEquals(
                "jdbc:postgresql://127.0.0.1:5432/llavero", settings.database().jdbcUrl());
    }

    @Test
    void theVariablesOfTheApplicationServe() {
        var properties = new Properties();
        properties.setProperty("kafka.sasl.mechanism", "PLAIN");
        var settings = Settings.of(
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        "kafka:9092",
                        "KAFKA_SECURITY_PROTOCOL",
                        "SASL_SSL",
                        "DATABASE_URL",
                        "postgresql://db/vpn?sslmode=require",
                        "DATABASE_PASSWORD",
                        "secret"),
                properties);
        assertEquals("kafka:9092", settings.kafka().get("bootstrap.servers"));
        assertEquals("SASL_SSL", settings.kafka().get("security.protocol"));
        assertEquals("PLAIN", settings.kafka().get("sasl.mechanism"));
        assertEquals(
                "jdbc:postgresql://db:5432/vpn?sslmode=require",
                settings.database().jdbcUrl());
        assertFalse(settings.toString().contains("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"db", "postgresql://db", "postgresql://db/", "postgresql://u:secret word@db/x"})
    void aMalformedAddressIsExplainedWithoutRepeatingIt(String url) {
        var settings = Settings.of(Map.of("DATABASE_URL", url), new Properties());
        var refused = assertThrows(Unavailable.class, settings::database);
        assertEquals("DATABASE_URL has the form postgresql://host:port/database", refused.getMessage());
    }
}
