package dev.llavero.app.op;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llavero.contracts.Json;
import dev.llavero.platform.settings.SecretVariable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Asks Telegram, without changing anything there. The token is a part of the address, so no failure repeats that. */
final class TelegramCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, String> environment;

    TelegramCalls(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @throws Unavailable if there is no token, or no answer */
    JsonNode call(String method) {
        var token = SecretVariable.read("TELEGRAM_BOT_TOKEN", environment)
                .orElseThrow(
                        () -> new Unavailable("Neither TELEGRAM_BOT_TOKEN nor TELEGRAM_BOT_TOKEN_FILE is set", null));
        var telegram = environment.getOrDefault("TELEGRAM_API_URL", "https://api.telegram.org");
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            var request = HttpRequest.newBuilder(URI.create(telegram + "/bot" + token + "/" + method))
                    .timeout(PATIENCE)
                    .build();
            return Json.mapper()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException | IllegalArgumentException down) {
            throw new Unavailable("Telegram does not answer: " + down.getClass().getSimpleName(), null);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unavailable("Interrupted while asking Telegram", null);
        }
    }

    /** What Telegram calls the bot whose token this is. */
    String botName() {
        var name = call("getMe").path("result").path("username").asText();
        if (name.isEmpty()) {
            throw new Unavailable("Telegram does not know this bot: is its token right?", null);
        }
        return name;
    }
}
