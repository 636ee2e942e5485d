package dev.llavero.testkit.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llavero.testkit.telegram.Telegram.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whoever says or presses something in a private chat is answered: a press by its answer or by what then happens in the chat, a
 * message by what then happens in the chat. A press is answered at most once, but for crashes and lost answers.
 */
final class UpdatesAnswered implements Invariant {
    private static final Set<String> SHOWN = Set.of(
            "sendmessage", "editmessagetext", "sendphoto", "editmessagereplymarkup", "deletemessage", "senddocument");

    @Override
    public Stream<String> broken(Evidence evidence) {
        var given = given(evidence.calls());
        var lastShown = new HashMap<String, Long>();
        var attempts = new HashMap<String, Integer>();
        var lost = new HashMap<String, Integer>();
        for (var call : evidence.calls()) {
            var method = call.method().toLowerCase(Locale.ROOT);
            if (SHOWN.contains(method) && heard(call)) {
                lastShown.put(call.parameters().path("chat_id").asText(), call.number());
            }
            if (method.equals("answercallbackquery") && heard(call)) {
                var query = call.parameters().path("callback_query_id").asText();
                attempts.merge(query, 1, Integer::sum);
                lost.merge(query, call.status() == 0 ? 1 : 0, Integer::sum);
            }
        }
        var crashes = evidence.witness().starts();
        var blocked = blocked(evidence);
        return evidence.confirmed().stream()
                .flatMap(update -> wrong(update, given, lastShown, attempts, lost, crashes, blocked));
    }

    private static Set<String> blocked(Evidence evidence) {
        return evidence.rows("select telegram_id from bot.person where blocked_at is not null").stream()
                .map(List::getFirst)
                .collect(Collectors.toSet());
    }

    private static Stream<String> wrong(
            JsonNode update,
            Map<Long, Long> given,
            Map<String, Long> lastShown,
            Map<String, Integer> attempts,
            Map<String, Integer> lost,
            int crashes,
            Set<String> blocked) {
        var press = update.path("callback_query");
        var message = press.isObject() ? press.path("message") : update.path("message");
        var chat = message.path("chat").path("id").asText();
        if (!message.path("chat").path("type").asText().equals("private") || blocked.contains(chat)) {
            return Stream.empty();
        }
        var query = press.path("id").asText();
        var from = given.getOrDefault(update.path("update_id").asLong(), 0L);
        var answered = attempts.containsKey(query) || lastShown.getOrDefault(chat, 0L) > from;
        var most = 1 + crashes + lost.getOrDefault(query, 0);
        var many = attempts.getOrDefault(query, 0);
        return Stream.of(
                        answered
                                ? null
                                : "update %s of chat %s has no answer".formatted(update.path("update_id"), chat),
                        many <= most ? null : "press %s was answered %d times".formatted(query, many))
                .filter(sentence -> sentence != null);
    }

    /** It came to Telegram and was no mere refusal for now; a query that is too old, or a message that is as it should be, counts. */
    private static boolean heard(Call call) {
        return call.applied() || call.status() == 400;
    }

    /** The call by which each update was handed out first. */
    private static Map<Long, Long> given(List<Call> calls) {
        var given = new HashMap<Long, Long>();
        calls.stream()
                .filter(call -> call.method().equalsIgnoreCase("getUpdates") && call.answer() != null)
                .forEach(call -> updates(call)
                        .forEach(update ->
                                given.putIfAbsent(update.path("update_id").asLong(), call.number())));
        return given;
    }

    private static Iterable<JsonNode> updates(Call call) {
        var answer = call.answer();
        return answer.isArray() ? answer : answer.path("result");
    }
}
