package dev.llavero.benchmarks.contender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.benchmarks.measure.Patience;
import dev.llavero.benchmarks.measure.Stopwatch;
import dev.llavero.testkit.outline.OutlineSimulator;
import dev.llavero.testkit.telegram.TelegramSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The peer: {@code benchmarks/peers/direct_bot.py} and its two services, at a Telegram simulator of its own. */
public final class DirectBot implements AutoCloseable {
    public static final String NAME = "direct-call bot (peer)";
    public static final String ONE_AT_A_TIME = "direct-call bot, one update at a time (peer)";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final TelegramSimulator telegram = TelegramSimulator.start(0, null);
    private final Path scripts;
    private final Path complaints;
    private final PythonProgram users;
    private final PythonProgram servers;
    private PythonProgram bot;
    private long saved;

    private DirectBot(Path scripts, Path folder, Map<String, OutlineSimulator> outlines) throws IOException {
        this.scripts = scripts;
        complaints = folder.resolve("peer.log");
        users = PythonProgram.start(
                scripts.resolve("user_service.py"),
                complaints,
                folder.resolve("users.db").toString());
        servers = PythonProgram.start(
                scripts.resolve("server_service.py"),
                complaints,
                Files.write(folder.resolve("servers.json"), servers(outlines)).toString());
    }

    /**
     * @param scripts {@code benchmarks/peers}
     * @param folder for a folder of its own
     * @param outlines by id, such as {@code nl-1}: the place, and a number
     */
    public static DirectBot start(Path scripts, Path folder, Map<String, OutlineSimulator> outlines) {
        try {
            return new DirectBot(scripts, Files.createTempDirectory(folder, "peer-"), outlines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] servers(Map<String, OutlineSimulator> outlines) throws IOException {
        return JSON.writeValueAsBytes(outlines.entrySet().stream()
                .map(outline -> Map.of(
                        "id", outline.getKey(),
                        "location", outline.getKey().replaceAll("-.*", ""),
                        "api_url", outline.getValue().apiUrl(),
                        "cert_sha256", outline.getValue().certSha256()))
                .toList());
    }

    public BotApi botApi() {
        return new BotApi(telegram.url(), telegram.token());
    }

    public TelegramSimulator telegram() {
        return telegram;
    }

    /** Begins to poll. */
    public void open(String... options) {
        saved = keys(saved).map(key -> key.path("number").asLong()).reduce(saved, Math::max);
        var arguments = Stream.concat(
                Stream.of(telegram.url().toString(), telegram.token(), users.ready(), servers.ready()),
                Stream.of(options));
        bot = PythonProgram.start(scripts.resolve("direct_bot.py"), complaints, arguments.toArray(String[]::new));
    }

    /** Ends polling; whatever it had under way is lost. */
    public void shut() {
        bot.close();
        bot = null;
    }

    /** As {@link #shut}, with SIGKILL. */
    public void kill() {
        bot.kill();
        bot = null;
    }

    public void freeze() {
        bot.freeze();
    }

    public void thaw() {
        bot.thaw();
    }

    /** Of all its processes. */
    public double megabytes() {
        return Stream.of(bot, users, servers)
                .mapToDouble(PythonProgram::megabytes)
                .sum();
    }

    public Stopwatch stopwatch() {
        return Stopwatch.start(() -> bot.cpuSeconds() + users.cpuSeconds() + servers.cpuSeconds());
    }

    /** The next so many keys that the user service has saved since the bot was opened or this was asked: when, by draft. */
    public Map<String, Double> awaitSaved(int count, Duration longest) {
        var found = new HashMap<String, Double>();
        Patience.await(count + " keys saved by the peer", longest, () -> {
            keys(saved).forEach(key -> {
                saved = key.path("number").asLong();
                found.put(key.path("draft").asText(), key.path("at").asDouble());
            });
            return found.size() >= count;
        });
        return found;
    }

    private Stream<JsonNode> keys(long after) {
        var request = HttpRequest.newBuilder(URI.create(users.ready() + "/keys?after=" + after))
                .build();
        try {
            return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body())
                    .valueStream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    @Override
    public void close() {
        if (bot != null) bot.close();
        servers.close();
        users.close();
        telegram.close();
    }
}
