package dev.llavero.app.story;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.llavero.contracts.Topic;
import dev.llavero.testkit.system.LlaveroSystem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing secret and nothing that a person typed is on a topic, in a log, or in the bot's own tables. */
class SecretsIT {
    private static final String TYPED = "Mi llave del trabajo";
    private static final LlaveroSystem SYSTEM = LlaveroSystem.shared();

    @BeforeAll
    static void start() {
        SYSTEM.running();
    }

    @Test
    void aSearchForTheSecretsOfTheRunFindsNothing() throws IOException {
        var gil = new BotUser(SYSTEM.telegram().newUser("Gil", "es"));
        gil.says("/start");
        gil.presses(BotUser.GET_KEY);
        gil.seesKey();
        gil.presses(BotUser.QR);
        gil.sees(message -> message.hasPhoto());
        gil.says("/keys");
        gil.presses("n");
        gil.sees(message -> message.says("nombre") || message.says("name"));
        gil.says(TYPED);
        gil.sees(message -> message.says(TYPED) && BotUser.has(message, BotUser.ASK_DELETE));
        SYSTEM.awaitRest(Duration.ofSeconds(60));

        var secrets = secrets();
        for (var record : SYSTEM.broker().all(Topic.values())) {
            for (var secret : secrets) {
                assertFalse(
                        record.value().contains(secret)
                                || record.headers().toString().contains(secret),
                        record.type());
            }
        }
        for (var log : logs()) {
            var text = Files.readString(log);
            for (var secret : secrets) {
                assertFalse(text.contains(secret), "a secret in " + log);
            }
        }
        for (var table :
                List.of("bot.send", "bot.interaction", "bot.dialog", "bot.chat", "keys.key", "views.key_view")) {
            var text = SYSTEM.database()
                    .rows("select row_to_json(t) from " + table + " t")
                    .toString();
            for (var secret : secrets) {
                assertFalse(text.contains(secret), "a secret in " + table);
            }
        }
    }

    private static List<String> secrets() {
        var secrets = new ArrayList<String>();
        secrets.add(TYPED);
        secrets.add(SYSTEM.botToken());
        secrets.add(SYSTEM.settings().get("DATABASE_PASSWORD"));
        SYSTEM.outlines().values().forEach(outline -> {
            secrets.add(URI.create(outline.apiUrl()).getPath());
            outline.keys().forEach(key -> secrets.add(key.password()));
        });
        return secrets;
    }

    private static List<Path> logs() throws IOException {
        try (var files = Files.list(SYSTEM.folder())) {
            return files.filter(file -> file.toString().endsWith(".log")).toList();
        }
    }
}
