package dev.llavero.testkit.invariant;

import dev.llavero.contracts.Topic;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a person asked for is in the log, and what is in the log was taken in by its reader. */
final class CommandsAreInTheLog implements Invariant {
    @Override
    public Stream<String> broken(Evidence evidence) {
        var sent = Stream.of(Topic.KEYS_COMMANDS, Topic.SERVERS_COMMANDS, Topic.ACCOUNTS_COMMANDS)
                .flatMap(topic -> evidence.once(topic).stream())
                .map(record -> record.headers().get("ce_id"))
                .collect(Collectors.toSet());
        var taken = column(evidence, "select ce_id from keys.inbox").collect(Collectors.toSet());
        var neverSent = column(evidence, "select command_id from bot.interaction")
                .filter(id -> !sent.contains(id))
                .map(id -> "asked for and never sent: command " + id);
        var neverTaken =
                sent.stream().filter(id -> !taken.contains(id)).map(id -> "sent and never taken in: command " + id);
        var invented =
                taken.stream().filter(id -> !sent.contains(id)).map(id -> "taken in and never sent: command " + id);
        return Stream.of(neverSent, neverTaken, invented).flatMap(all -> all);
    }

    private static Stream<String> column(Evidence evidence, String query) {
        return evidence.rows(query).stream().map(List::getFirst);
    }
}
