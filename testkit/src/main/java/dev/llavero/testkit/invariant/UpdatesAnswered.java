package dev.llavero.testkit.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llavero.testkit.telegram.Telegram.Call;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whoever says or presses something in a private chat is answered after it: a message by what is then shown in the chat, a press by
 * that, by what is then taken away, or by its own answer.
 */
final class UpdatesAnswered implements Invariant {
    private static final Set<String> SHOWING = Set.of("sendmessage", "editmessagetext", "sendphoto", "senddocument");

    @Override
    public Stream<String> broken(Evidence evidence) {
        return unanswered(evidence.confirmed(), evidence.calls(), blocked(evidence));
    }

    private static Set<String> blocked(Evidence evidence) {
        return evidence.rows("select telegram_id from bot.person where blocked_at is not null").stream()
                .map(List::getFirst)
                .collect(Collectors.toSet());
    }

    /** @param deaf chats that hear nothing any more */
    static Stream<String> unanswered(List<JsonNode> confirmed, List<Call> calls, Set<String> deaf) {
        var told = Told.by(calls);
        var given = new HashMap<String, Long>();
        confirmed.forEach(update -> given.merge(identity(update), givenAfter(update), Math::min));
        return confirmed.stream()
                .filter(update -> isPrivate(update) && !deaf.contains(chat(update)) && !told.nowhere(chat(update)))
                .filter(update -> !told.answers(update, given.get(identity(update))))
                .map(update -> "update %s of chat %s has no answer".formatted(update.path("update_id"), chat(update)));
    }

    /**
     * What arrived, by the numbers of the calls.
     *
     * @param last the last thing that was shown in a chat
     * @param takenAway the last thing that was taken away there
     * @param presses whose own answer arrived
     * @param strangers chats that Telegram does not know
     * @param firstKept what was called before it is not known any more
     */
    private record Told(
            Map<String, Long> last,
            Map<String, Long> takenAway,
            Set<String> presses,
            Set<String> strangers,
            long firstKept) {
        static Told by(List<Call> calls) {
            var told = new Told(
                    new HashMap<>(),
                    new HashMap<>(),
                    new HashSet<>(),
                    new HashSet<>(),
                    calls.isEmpty() ? 0 : calls.getFirst().number());
            calls.forEach(told::note);
            return told;
        }

        private void note(Call call) {
            var method = call.method().toLowerCase(Locale.ROOT);
            var chat = call.parameters().path("chat_id").asText();
            if (SHOWING.contains(method) && isSeen(call)) {
                last.put(chat, call.number());
            }
            if (method.equals("deletemessage") && call.applied()) {
                takenAway.put(chat, call.number());
            }
            if (method.equals("answercallbackquery") && call.applied()) {
                presses.add(call.parameters().path("callback_query_id").asText());
            }
            if (call.status() == 400 && refusal(call).contains("chat not found")) {
                strangers.add(chat);
            }
        }

        boolean nowhere(String chat) {
            return strangers.contains(chat) && !last.containsKey(chat);
        }

        /** @param given the last call before somebody could answer */
        boolean answers(JsonNode update, long given) {
            var chat = chat(update);
            return last.getOrDefault(chat, 0L) > given
                    || given + 1 < firstKept
                    || isPress(update)
                            && (presses.contains(update.at("/callback_query/id").asText())
                                    || takenAway.getOrDefault(chat, 0L) > given);
        }
    }

    /** The word with which an old keyboard goes is no answer; what was there already, just as it should be, is one. */
    private static boolean isSeen(Call call) {
        return call.applied() && !call.parameters().path("reply_markup").has("remove_keyboard")
                || call.status() == 400 && refusal(call).contains("message is not modified");
    }

    private static String refusal(Call call) {
        return call.answer() == null ? "" : call.answer().path("description").asText();
    }

    private static boolean isPress(JsonNode update) {
        return update.path("callback_query").isObject();
    }

    private static JsonNode message(JsonNode update) {
        return isPress(update) ? update.at("/callback_query/message") : update.path("message");
    }

    private static boolean isPrivate(JsonNode update) {
        return message(update).at("/chat/type").asText().equals("private");
    }

    private static String chat(JsonNode update) {
        return message(update).at("/chat/id").asText();
    }

    private static long givenAfter(JsonNode update) {
        return update.at("/handed_out/after_call").asLong();
    }

    /** The same for one that came twice, under whatever number. */
    private static String identity(JsonNode update) {
        return isPress(update)
                ? "press " + update.at("/callback_query/id").asText()
                : "message %s %s"
                        .formatted(
                                chat(update), message(update).path("message_id").asText());
    }
}
