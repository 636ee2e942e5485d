package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Posts updates to the webhook, in order per chat: one that is answered with anything but 2xx holds up its own chat and is
 * tried again at once, then after 2, 4, 8 … 60 seconds or what {@code Retry-After} says, until it expires.
 */
final class WebhookDelivery {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final World world;
    private final Consumer<JsonNode> answeredCall;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final Set<Long> busyChats = new HashSet<>();
    private final Map<Update, Pause> pauses = new HashMap<>();
    private Failure lastError;

    record Failure(long atSeconds, String message) {}

    private record Pause(int failures, long untilMillis) {}

    private record Post(Update update, WebhookTarget target) {}

    /** @param answeredCall takes the method call that a webhook may put into its answer */
    WebhookDelivery(World world, Consumer<JsonNode> answeredCall) {
        this.world = world;
        this.answeredCall = answeredCall;
    }

    void start() {
        Thread.ofVirtual().name("telegram-webhook").start(this::run);
    }

    Optional<Failure> lastError() {
        return Optional.ofNullable(lastError);
    }

    private void run() {
        while (!world.changes.closed())
            world.changes.await(LOOK_AGAIN, this::due).ifPresent(post -> Thread.ofVirtual()
                    .start(() -> deliver(post)));
    }

    private Optional<Post> due() {
        Optional<WebhookTarget> target = world.webhook();
        if (target.isEmpty() || busyChats.size() >= target.get().maxConnections()) return Optional.empty();
        List<Update> pending = world.updates.pending();
        pauses.keySet().retainAll(pending);
        Set<Long> held = new HashSet<>(busyChats);
        long now = world.clock.millis();
        for (Update update : pending) {
            if (!held.add(update.chat())) continue;
            if (pauses.getOrDefault(update, new Pause(0, 0)).untilMillis() > now) continue;
            busyChats.add(update.chat());
            world.updates.handOut(update);
            return Optional.of(new Post(update, target.get()));
        }
        return Optional.empty();
    }

    private void deliver(Post post) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(post.target().url()))
                    .timeout(Duration.ofSeconds(60))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(
                            Json.bytes(post.update().json())));
            if (post.target().secret() != null)
                request.header("X-Telegram-Bot-Api-Secret-Token", post.target().secret());
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 == 2) delivered(post, response.body());
            else failed(post, "Wrong response from the webhook: " + response.statusCode(), retryAfter(response));
        } catch (IOException e) {
            failed(post, "Connection failed: " + e, Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(v -> v.matches("\\d{1,9}"))
                .map(v -> Duration.ofSeconds(Long.parseLong(v)))
                .map(d -> d.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : d);
    }

    private void delivered(Post post, byte[] answer) {
        world.changes.doLocked(() -> {
            busyChats.remove(post.update().chat());
            world.updates.settle(List.of(post.update()));
        });
        callIn(answer).ifPresent(answeredCall);
    }

    private static Optional<JsonNode> callIn(byte[] answer) {
        if (answer.length == 0 || answer[0] != '{') return Optional.empty();
        try {
            return Optional.of(Json.as(answer, JsonNode.class)).filter(json -> json.hasNonNull("method"));
        } catch (UncheckedIOException e) {
            // Telegram too takes an answer it cannot read for a plain "done".
            return Optional.empty();
        }
    }

    private void failed(Post post, String why, Optional<Duration> retryAfter) {
        world.changes.doLocked(() -> {
            busyChats.remove(post.update().chat());
            lastError = new Failure(world.seconds(), why);
            int failures = pauses.getOrDefault(post.update(), new Pause(0, 0)).failures() + 1;
            Duration pause = retryAfter.orElseGet(() -> backoff(failures));
            pauses.put(post.update(), new Pause(failures, world.clock.millis() + pause.toMillis()));
            world.changes.next();
        });
    }

    private static Duration backoff(int failures) {
        if (failures == 1) return Duration.ZERO;
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures - 1, 6));
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
