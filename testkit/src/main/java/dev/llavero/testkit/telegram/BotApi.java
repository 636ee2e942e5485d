package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code /bot<token>/<method>}: reads the call, lets the faults have their way, applies it, answers, writes it down. */
final class BotApi {
    static final String PREFIX = "/bot";
    static final String FILES = "/file/bot";

    private final World world;
    private final String token;
    private final WebhookDelivery delivery;
    private final Map<String, BotMethod> methods = new HashMap<>();

    /** What came of a call: {@code answer} null means a cut connection. */
    private record Outcome(int status, JsonNode answer, boolean applied) {
        static Outcome refused(Refusal refusal) {
            return new Outcome(refusal.code, refusal.json(), false);
        }

        static Outcome silence(boolean applied) {
            return new Outcome(0, null, applied);
        }

        Outcome lost() {
            return silence(applied);
        }
    }

    BotApi(World world, String token) {
        this.world = world;
        this.token = token;
        delivery = new WebhookDelivery(world, this::answeredByWebhook);
        Composing composing = new Composing(world);
        new Receiving(world, delivery).offer(methods);
        new Sending(world, composing).offer(methods);
        new Editing(world, composing).offer(methods);
        new Describing(world).offer(methods);
    }

    void start() {
        delivery.start();
    }

    void handle(Http http) throws IOException {
        Instant at = Instant.now();
        long began = System.nanoTime();
        String rest = http.path().substring(PREFIX.length());
        int slash = rest.lastIndexOf('/');
        byte[] body = http.body();
        Outcome outcome;
        BotRequest request = new BotRequest(rest.substring(slash + 1), Map.of(), Map.of());
        try {
            if (slash < 0 || !rest.substring(0, slash).equals(token)) throw Refusal.unauthorized();
            request = BotRequest.read(request.method(), http.rawQuery(), http.contentType(), body);
            outcome = outcome(request);
        } catch (Refusal refusal) {
            outcome = Outcome.refused(refusal);
        }
        record(at, began, request, outcome);
        if (outcome.answer() == null) http.cut();
        else http.answer(outcome.status(), outcome.answer());
    }

    private void record(Instant at, long began, BotRequest request, Outcome outcome) {
        long millis = (System.nanoTime() - began) / 1_000_000;
        world.changes.doLocked(
                () -> world.calls.add(at, millis, request, outcome.status(), outcome.applied(), outcome.answer()));
    }

    private Outcome outcome(BotRequest request) {
        return switch (world.changes.locked(world.faults::outage)) {
            case CUT -> Outcome.silence(false);
            case BAD_GATEWAY -> Outcome.refused(Refusal.serverError(502));
            case NONE -> {
                long clearedBefore = world.changes.locked(world.faults::cleared);
                Optional<Fault> fault = world.changes.locked(() -> world.faults.take(request.method()));
                Outcome outcome = fault.isPresent() ? broken(request, fault.get(), clearedBefore) : applied(request);
                boolean cutMeanwhile = world.changes.locked(world.faults::outage) != Faults.Outage.NONE;
                yield cutMeanwhile ? outcome.lost() : outcome;
            }
        };
    }

    private Outcome broken(BotRequest request, Fault fault, long clearedBefore) {
        return switch (fault) {
            case Fault.TooManyRequests(int seconds) -> Outcome.refused(Refusal.tooManyRequests(seconds));
            case Fault.ServerError(int code) -> Outcome.refused(Refusal.serverError(code));
            case Fault.Refused(int code, String description) -> Outcome.refused(Refusal.of(code, description));
            case Fault.Hang(int seconds) -> hang(seconds, clearedBefore);
            case Fault.ResetBefore() -> Outcome.silence(false);
            case Fault.AnswerLost() -> applied(request).lost();
        };
    }

    private Outcome hang(int seconds, long clearedBefore) {
        world.changes.await(
                Duration.ofSeconds(seconds),
                () -> world.faults.cleared() > clearedBefore ? Optional.of(true) : Optional.empty());
        return Outcome.silence(false);
    }

    private Outcome applied(BotRequest request) {
        BotMethod method = methods.get(request.method().toLowerCase(Locale.ROOT));
        if (method == null) return Outcome.refused(Refusal.notFound());
        try {
            JsonNode result = world.changes.locked(() -> method.call(request));
            ObjectNode answer = Json.object().put("ok", true);
            answer.set("result", result);
            return new Outcome(200, answer, true);
        } catch (Refusal refusal) {
            return Outcome.refused(refusal);
        }
    }

    /** A webhook may answer with a call; its result goes nowhere, as at Telegram's. */
    private void answeredByWebhook(JsonNode call) {
        Map<String, JsonNode> parameters = new HashMap<>();
        call.properties().forEach(e -> parameters.put(e.getKey(), e.getValue()));
        BotRequest request = new BotRequest(call.path("method").asText(), parameters, Map.of());
        Instant at = Instant.now();
        record(at, System.nanoTime(), request, applied(request));
    }

    /** {@code /file/bot<token>/<path>}. */
    void download(Http http) throws IOException {
        String expected = FILES + token + "/";
        if (world.changes.locked(world.faults::outage) != Faults.Outage.NONE) {
            http.cut();
            return;
        }
        Optional<StoredFile> file = http.path().startsWith(expected)
                ? world.changes.locked(() -> world.files.findByPath(http.path().substring(expected.length())))
                : Optional.empty();
        if (file.isEmpty()) http.answer(404, Refusal.notFound().json());
        else http.answer(200, "application/octet-stream", world.changes.locked(() -> world.files.content(file.get())));
    }
}
