package dev.llavero.testkit.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llavero.testkit.telegram.Telegram.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A press is answered once, a new key is handed over once and then once for each press that asks for it, and so are pictures and files:
 * but for what was told around a crash, and for answers of Telegram's that were lost.
 */
final class ToldOnce implements Invariant {
    private static final Pattern ASKS_FOR_KEY = Pattern.compile("1\\.[sfo]\\.([A-Za-z0-9_-]{22})\\b.*");

    private static final Pattern ASKS_FOR_PICTURE = Pattern.compile("1\\.q\\..*");

    private static final Pattern ASKS_FOR_FILE = Pattern.compile("1\\.o\\..*");

    private static final int TOO_OLD = 400;

    /** By then nobody may have listened any more. */
    private static final Duration LONG = Duration.ofSeconds(5);

    /** What somebody said last may be noted a moment after his end. */
    private static final Duration ON_ITS_WAY = Duration.ofMillis(100);

    @Override
    public Stream<String> broken(Evidence evidence) {
        return repeated(
                Stream.concat(evidence.confirmed().stream(), evidence.expired().stream())
                        .toList(),
                evidence.calls(),
                evidence.witness().upheavals());
    }

    /** @param upheavals around which somebody may not have known what he had told */
    static Stream<String> repeated(List<JsonNode> updates, List<Call> calls, List<Instant> upheavals) {
        var asked = asked(updates);
        return told(calls).entrySet().stream()
                .filter(one -> one.getValue().size()
                        > asked.getOrDefault(one.getKey(), 0)
                                + one.getKey().unasked()
                                + excused(one.getValue(), upheavals))
                .map(one -> "%s %d times".formatted(one.getKey(), one.getValue().size()));
    }

    /** What can be told. */
    private sealed interface Thing {
        record AnswerTo(String press) implements Thing {
            @Override
            public int unasked() {
                return 1;
            }

            @Override
            public String toString() {
                return "press " + press + " was answered";
            }
        }

        record Key(String chat, String key) implements Thing {
            @Override
            public int unasked() {
                return 1;
            }

            @Override
            public String toString() {
                return "key %s was handed over to chat %s".formatted(key, chat);
            }
        }

        record Picture(String chat) implements Thing {
            @Override
            public int unasked() {
                return 0;
            }

            @Override
            public String toString() {
                return "a picture was sent to chat " + chat;
            }
        }

        record File(String chat) implements Thing {
            @Override
            public int unasked() {
                return 0;
            }

            @Override
            public String toString() {
                return "a file was sent to chat " + chat;
            }
        }

        /** How often it is told without a press that asks for it. */
        int unasked();
    }

    /** Each press once, however often it came. */
    private static Map<Thing, Integer> asked(List<JsonNode> updates) {
        var asked = new HashMap<Thing, Integer>();
        var known = new HashSet<String>();
        updates.stream()
                .map(update -> update.path("callback_query"))
                .filter(press -> press.isObject() && known.add(press.path("id").asText()))
                .flatMap(press -> wanted(
                        press.at("/message/chat/id").asText(),
                        press.path("data").asText()))
                .forEach(thing -> asked.merge(thing, 1, Integer::sum));
        return asked;
    }

    private static Stream<Thing> wanted(String chat, String data) {
        var things = new ArrayList<Thing>();
        var key = ASKS_FOR_KEY.matcher(data);
        if (key.matches()) {
            things.add(new Thing.Key(chat, key.group(1)));
        }
        if (ASKS_FOR_PICTURE.matcher(data).matches()) {
            things.add(new Thing.Picture(chat));
        }
        if (ASKS_FOR_FILE.matcher(data).matches()) {
            things.add(new Thing.File(chat));
        }
        return things.stream();
    }

    private static Map<Thing, List<Call>> told(List<Call> calls) {
        var told = new TreeMap<Thing, List<Call>>(Comparator.comparing(Thing::toString));
        calls.forEach(call -> things(call).forEach(thing -> told.computeIfAbsent(thing, none -> new ArrayList<>())
                .add(call)));
        return told;
    }

    private static Set<Thing> things(Call call) {
        var chat = call.parameters().path("chat_id").asText();
        return switch (call.method().toLowerCase(Locale.ROOT)) {
            case "answercallbackquery" ->
                call.applied() || call.status() == TOO_OLD
                        ? Set.of(new Thing.AnswerTo(
                                call.parameters().path("callback_query_id").asText()))
                        : Set.of();
            case "sendmessage", "editmessagetext" -> call.applied() ? keys(chat, call) : Set.of();
            case "sendphoto" -> call.applied() ? Set.of(new Thing.Picture(chat)) : Set.of();
            case "senddocument" -> call.applied() ? Set.of(new Thing.File(chat)) : Set.of();
            default -> Set.of();
        };
    }

    private static Set<Thing> keys(String chat, Call call) {
        return HandedOver.keys(call).map(key -> new Thing.Key(chat, key)).collect(Collectors.toSet());
    }

    private static long excused(List<Call> told, List<Instant> upheavals) {
        var first = told.getFirst().at().minus(ON_ITS_WAY);
        var last = told.getLast().at().plus(told.getLast().took());
        var forgotten = upheavals.stream()
                .filter(when -> !when.isBefore(first) && !when.isAfter(last))
                .count();
        var lost = told.stream()
                .filter(call -> call.status() == 0 || call.took().compareTo(LONG) > 0)
                .count();
        return forgotten + lost;
    }
}
