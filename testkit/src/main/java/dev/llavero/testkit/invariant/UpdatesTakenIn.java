package dev.llavero.testkit.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Updates confirmed at Telegram = rows of the bot's inbox. One that was taken in just before an outage may be too old for Telegram before
 * it can be confirmed: then it is no longer confirmed, and that is as well.
 */
final class UpdatesTakenIn implements Invariant {
    @Override
    public Stream<String> broken(Evidence evidence) {
        var inbox = evidence.rows("select ce_id from bot.inbox").stream()
                .map(List::getFirst)
                .map(UUID::fromString)
                .collect(Collectors.toSet());
        var bot = evidence.witness().botToken().replaceFirst(":.*", "");
        var explained = evidence.expired().stream()
                .flatMap(update -> identities(update, bot).stream())
                .collect(Collectors.toCollection(HashSet::new));
        var lost = evidence.confirmed().stream()
                .filter(update -> {
                    var ids = identities(update, bot);
                    explained.addAll(ids);
                    return ids.stream().noneMatch(inbox::contains);
                })
                .map(update -> "confirmed and never taken in: update " + update.path("update_id") + " "
                        + update.fieldNames().next());
        var invented = inbox.stream()
                .filter(id -> !explained.contains(id))
                .map(id -> "taken in and never confirmed: inbox row " + id);
        return Stream.concat(lost, invented);
    }

    /**
     * As this version knows it, and the one before, which stories run beside it; one of each for every day on which it can have come when it
     * has nothing but its number.
     */
    private static Set<UUID> identities(JsonNode update, String bot) {
        for (var kind : List.of("message", "edited_message")) {
            var message = update.path(kind);
            var id = message.path("message_id");
            if (isId(message.path("chat").path("id")) && isId(id)) {
                var chat = message.path("chat").path("id").asText();
                var edited = message.path("edit_date").asText("0");
                return Set.of(
                        NameId.of(
                                "message",
                                bot,
                                chat,
                                id.asText(),
                                message.path("date").asText("0"),
                                edited),
                        NameId.of("message", chat, id.asText(), edited));
            }
        }
        var press = update.path("callback_query");
        if (press.path("id").isTextual() && isId(press.path("from").path("id"))) {
            return presses(press, bot);
        }
        var today = LocalDate.now(ZoneOffset.UTC);
        var number = update.path("update_id").asText("0");
        var date = update.path("my_chat_member").path("date").asText("0");
        return Stream.of(today.minusDays(1), today, today.plusDays(1))
                .map(LocalDate::toString)
                .flatMap(
                        day -> Stream.of(NameId.of("update", bot, number, date, day), NameId.of("update", number, day)))
                .collect(Collectors.toSet());
    }

    private static Set<UUID> presses(JsonNode press, String bot) {
        var id = press.path("id").asText();
        var on = press.path("message");
        var data = press.path("data").asText("").replace("\0", "");
        return Set.of(
                NameId.of(
                        "press",
                        bot,
                        id,
                        on.path("message_id").asText("0"),
                        on.path("date").asText("0"),
                        data),
                NameId.of("press", id));
    }

    private static boolean isId(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong();
    }
}
