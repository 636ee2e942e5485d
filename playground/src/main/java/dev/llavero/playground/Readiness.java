package dev.llavero.playground;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** MicroProfile Health's answer, shortened to what is not well. */
final class Readiness {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Readiness() {}

    static String inWords(String answer) {
        try {
            return StreamSupport.stream(JSON.readTree(answer).path("checks").spliterator(), false)
                    .filter(check -> check.path("status").asText().equals("DOWN"))
                    .map(Readiness::check)
                    .collect(Collectors.joining("; ", "not ready: ", ""));
        } catch (JsonProcessingException notJson) {
            return "not ready";
        }
    }

    private static String check(JsonNode check) {
        var details = check.path("data");
        return check.path("name").asText() + (details.isEmpty() ? "" : " " + details);
    }
}
