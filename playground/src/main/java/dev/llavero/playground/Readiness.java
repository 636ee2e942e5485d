package dev.llavero.playground;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** MicroProfile Health's answer, shortened to what is not well. */
final class Readiness {
    static final String NOT_READ = "not read yet";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Readiness() {}

    static String inWords(String answer) {
        try {
            return checks(answer)
                    .filter(check -> check.path("status").asText().equals("DOWN"))
                    .map(Readiness::check)
                    .collect(Collectors.joining("; ", "not ready: ", ""));
        } catch (JsonProcessingException notJson) {
            return "not ready";
        }
    }

    /** What has become of the servers file; nothing while all is well with it. */
    static Optional<String> serversFile(String answer) {
        try {
            return data("servers-file", answer)
                    .flatMap(file -> trouble(file).stream())
                    .findFirst();
        } catch (JsonProcessingException notJson) {
            return Optional.of(NOT_READ);
        }
    }

    /** Why it does not serve the application; nothing while it does. */
    static Optional<String> outside(String what, String answer) {
        try {
            return data("outside", answer)
                    .map(outside -> outside.path(what).asText())
                    .filter(why -> !why.isEmpty())
                    .findFirst();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static Stream<JsonNode> checks(String answer) throws JsonProcessingException {
        return StreamSupport.stream(JSON.readTree(answer).path("checks").spliterator(), false);
    }

    private static Stream<JsonNode> data(String check, String answer) throws JsonProcessingException {
        return checks(answer)
                .filter(one -> one.path("name").asText().equals(check))
                .map(one -> one.path("data"));
    }

    private static Optional<String> trouble(JsonNode file) {
        return switch (file.path("standing").asText()) {
            case "applied" -> Optional.empty();
            case "refused" ->
                Optional.of("nothing of it counts, for it has "
                        + count(file.path("mistakes").asInt()) + ": "
                        + file.path("first").asText());
            default -> Optional.of(NOT_READ);
        };
    }

    private static String count(int mistakes) {
        return mistakes == 1 ? "a mistake" : mistakes + " mistakes, the first";
    }

    private static String check(JsonNode check) {
        var details = check.path("data");
        if (details.path("telegram-token").asText().equals("stuck")) {
            return "Telegram refuses the bot's token";
        }
        return check.path("name").asText() + (details.isEmpty() ? "" : " " + details);
    }
}
