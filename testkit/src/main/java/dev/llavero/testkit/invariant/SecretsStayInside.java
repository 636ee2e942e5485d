package dev.llavero.testkit.invariant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** No secret of the run, those of keys that are gone included, and nothing that somebody typed, is in a log, on a topic, in a metric or in a table. */
final class SecretsStayInside implements Invariant {
    /** Shorter words of people are found anywhere. */
    private static final int SHORTEST = 8;

    /** An operator types one to look at a key: it is public. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final List<String> TABLES = List.of(
            "bot.send",
            "bot.interaction",
            "bot.dialog",
            "bot.chat",
            "bot.outbox",
            "keys.key",
            "keys.placement",
            "keys.server",
            "keys.outbox",
            "views.key_view",
            "views.server_view");

    @Override
    public Stream<String> broken(Evidence evidence) {
        var secrets = new Needles(secrets(evidence));
        return Stream.of(topics(evidence), logs(evidence), tables(evidence), metrics(evidence))
                .flatMap(all -> all)
                .flatMap(text -> secrets.in(text.content()).stream().map(secret -> secret + " is in " + text.where()));
    }

    private record Text(String where, String content) {}

    /** What may not be found, with what to call it. */
    private static Map<String, String> secrets(Evidence evidence) {
        var secrets = new LinkedHashMap<String, String>();
        var witness = evidence.witness();
        secrets.put(witness.botToken(), "the bot's token");
        secrets.put(webhookSecret(witness.botToken()), "the secret of the webhook");
        secrets.putAll(witness.otherSecrets());
        secrets.put(witness.databasePassword(), "the database's password");
        secrets.put("ss://", "a key's link");
        witness.outlines().forEach((name, outline) -> {
            secrets.put(URI.create(outline.apiUrl()).getPath(), "the access to " + name);
            outline.everPasswords().forEach(password -> secrets.put(password, "a password that was once on " + name));
        });
        witness.agents().forEach((name, agent) -> {
            secrets.put(URI.create(agent.apiUrl()).getPath(), "the access to " + name);
            agent.everPresharedKeys().forEach(key -> secrets.put(key, "a preshared key that was once on " + name));
        });
        evidence.keys().forEach(held -> held.secrets()
                .forEach(secret -> secrets.put(secret.value(), "the " + secret + " of key " + held.id())));
        evidence.confirmed().stream()
                .map(update -> update.path("message"))
                .flatMap(message -> Stream.of("text", "caption")
                        .map(words -> message.path(words).asText()))
                .filter(typed -> typed.strip().length() >= SHORTEST && !typed.startsWith("/"))
                .filter(typed -> !ID.matcher(typed.strip()).matches())
                .forEach(typed -> secrets.put(typed, "something that a person typed"));
        return secrets;
    }

    private static String webhookSecret(String botToken) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(botToken.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal("webhook".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<Text> topics(Evidence evidence) {
        return evidence.log().stream()
                .map(record -> new Text(
                        Evidence.place(record).toString(),
                        record.headers() + " " + record.key() + " " + record.value()));
    }

    private static Stream<Text> logs(Evidence evidence) {
        return evidence.witness().logs().stream().map(SecretsStayInside::read);
    }

    private static Text read(Path file) {
        try {
            return new Text(file.toString(), Files.readString(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<Text> tables(Evidence evidence) {
        return TABLES.stream()
                .map(table -> new Text(
                        table,
                        evidence.rows("select row_to_json(t) from " + table + " t")
                                .toString()));
    }

    private static Stream<Text> metrics(Evidence evidence) {
        var texts = new ArrayList<Text>();
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (var port : evidence.witness().managementPorts()) {
                var uri = URI.create("http://127.0.0.1:" + port + "/q/metrics");
                texts.add(new Text(
                        uri.toString(),
                        http.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString())
                                .body()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
        return texts.stream();
    }
}
