package dev.llavero.testkit.invariant;

import dev.llavero.testkit.telegram.Telegram.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In each chat, keys are shown for the first time in the order in which their making ended. */
final class AnswersInOrder implements Invariant {
    private static final Pattern LINK = Pattern.compile("ss://([A-Za-z0-9_=-]+)@");

    private static final String ENDED = """
            select chat_id, key_id from bot.interaction
             where task = 'GET_KEY' and closed_at is not null and key_id is not null order by closed_at, command_id
            """;

    @Override
    public Stream<String> broken(Evidence evidence) {
        var shown = shown(evidence);
        var ended = new LinkedHashMap<String, List<String>>();
        evidence.rows(ENDED).forEach(row -> ended.computeIfAbsent(row.get(0), chat -> new ArrayList<>())
                .add(row.get(1)));
        return ended.entrySet().stream()
                .map(chat -> {
                    var seen = shown.getOrDefault(chat.getKey(), List.of());
                    var wanted = chat.getValue().stream().filter(seen::contains).toList();
                    var found = seen.stream().filter(chat.getValue()::contains).toList();
                    return wanted.equals(found)
                            ? null
                            : "chat %s saw the keys %s, but they were ready as %s"
                                    .formatted(chat.getKey(), found, wanted);
                })
                .filter(sentence -> sentence != null);
    }

    /** By chat: the keys that are still on a server, in the order in which they were first shown. */
    private static Map<String, List<String>> shown(Evidence evidence) {
        var ids = evidence.keys()
                .collect(Collectors.toMap(
                        held -> held.key().password(), held -> held.key().id(), (one, same) -> one));
        var shown = new HashMap<String, List<String>>();
        for (var call : evidence.calls()) {
            if (call.applied()) {
                var chat =
                        shown.computeIfAbsent(call.parameters().path("chat_id").asText(), id -> new ArrayList<>());
                passwords(call)
                        .map(ids::get)
                        .filter(id -> id != null && !chat.contains(id))
                        .forEach(chat::add);
            }
        }
        return shown;
    }

    private static Stream<String> passwords(Call call) {
        return LINK.matcher(call.parameters().path("text").asText())
                .results()
                .map(link -> new String(Base64.getUrlDecoder().decode(link.group(1)), StandardCharsets.UTF_8))
                .map(user -> user.substring(user.indexOf(':') + 1));
    }
}
