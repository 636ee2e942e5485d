package dev.llavero.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class JsonTest {
    record Times(Instant at, LocalDate day, Duration grace) {}

    @Test
    void timesAreText() throws JsonProcessingException {
        var times = new Times(
                Instant.parse("2026-03-29T00:59:59.123456Z"), LocalDate.parse("2026-03-29"), Duration.ofMinutes(90));
        var text = """
                {"at":"2026-03-29T00:59:59.123456Z","day":"2026-03-29","grace":"PT1H30M"}""";
        assertEquals(text, Json.mapper().writeValueAsString(times));
        assertEquals(times, Json.mapper().readValue(text, Times.class));
    }
}
