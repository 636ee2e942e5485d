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
        var explained = evidence.expired().stream()
                .flatMap(update -> identities(update).stream())
                .collect(Collectors.toCollection(HashSet::new));
        var lost = evidence.confirmed().stream()
                .filter(update -> {
                    var ids = identities(update);
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

    /** One, or one for each day on which it can have come when it has nothing but its number. */
    private static Set<UUID> identities(JsonNode update) {
        for (var kind : List.of("message", "edited_message")) {
            var message = update.path(kind);
            if (isId(message.path("chat").path("id")) && isId(message.path("message_id"))) {
                return Set.of(NameId.of(
                        "message",
                        message.path("chat").path("id").asText(),
                        message.path("message_id").asText(),
                        message.path("edit_date").asText("0")));
            }
        }
        var press = update.path("callback_query");
        if (press.path("id").isTextual() && isId(press.path("from").path("id"))) {
            return Set.of(NameId.of("press", press.path("id").asText()));
        }
        var today = LocalDate.now(ZoneOffset.UTC);
        return Stream.of(today.minusDays(1), today, today.plusDays(1))
                .map(day -> NameId.of("update", update.path("update_id").asText("0"), day.toString()))
                .collect(Collectors.toSet());
    }

    private static boolean isId(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong();
    }
}
