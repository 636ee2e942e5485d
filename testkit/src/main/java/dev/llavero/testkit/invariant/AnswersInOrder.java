package dev.llavero.testkit.invariant;

import dev.llavero.testkit.telegram.Telegram.Call;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In each chat, keys are handed over for the first time in the order in which their making ended. */
final class AnswersInOrder implements Invariant {
    private static final String ENDED = """
            select chat_id, key_id, to_char(closed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
              from bot.interaction where task = 'CREATING' and closed_at is not null and key_id is not null
            """;

    @Override
    public Stream<String> broken(Evidence evidence) {
        var ended = evidence.rows(ENDED).stream()
                .collect(Collectors.groupingBy(
                        List::getFirst, Collectors.toMap(row -> row.get(1), row -> Instant.parse(row.get(2)))));
        return overtaken(ended, evidence.calls());
    }

    /** @param ended by chat and key: when its making ended */
    static Stream<String> overtaken(Map<String, Map<String, Instant>> ended, List<Call> calls) {
        var known = knownSince(calls);
        return handedOver(calls).entrySet().stream()
                .flatMap(chat ->
                        overtaken(chat.getKey(), chat.getValue(), ended.getOrDefault(chat.getKey(), Map.of()), known));
    }

    /** Of what ended before, nobody knows any more when it was first shown. */
    private static Instant knownSince(List<Call> calls) {
        var isWhole = calls.isEmpty() || calls.getFirst().number() == 1;
        return isWhole ? Instant.MIN : calls.getFirst().at();
    }

    private static Stream<String> overtaken(String chat, Set<String> shown, Map<String, Instant> ended, Instant known) {
        var keys = shown.stream()
                .filter(key -> ended.getOrDefault(key, Instant.MIN).isAfter(known))
                .toList();
        var inOrder = keys.stream().map(ended::get).toList();
        return inOrder.equals(inOrder.stream().sorted().toList())
                ? Stream.of()
                : Stream.of("chat %s saw the keys %s, which were ready at %s".formatted(chat, keys, inOrder));
    }

    /** By chat, in the order in which they were first shown. */
    private static Map<String, Set<String>> handedOver(List<Call> calls) {
        var shown = new HashMap<String, Set<String>>();
        calls.stream().filter(Call::applied).forEach(call -> {
            var chat = call.parameters().path("chat_id").asText();
            HandedOver.keys(call).map(AnswersInOrder::id).forEach(key -> shown.computeIfAbsent(
                            chat, none -> new LinkedHashSet<>())
                    .add(key));
        });
        return shown;
    }

    private static String id(String data) {
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(data));
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }
}
