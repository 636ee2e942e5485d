package dev.llavero.testkit.invariant;

import dev.llavero.contracts.Topic;
import dev.llavero.testkit.system.Broker.Seen;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An aggregate's events count up by one, in order, in one partition; and the rows are at the last of them. Where all but the last
 * record of an aggregate is compacted away, that is the newest: no late repeat of an earlier one may stand there.
 */
final class VersionsInOrder implements Invariant {
    @Override
    public Stream<String> broken(Evidence evidence) {
        return Stream.of(
                        inOrder(evidence, Topic.KEYS_EVENTS, true),
                        inOrder(evidence, Topic.SERVERS_STATE, false),
                        lastIsNotNewest(evidence.everything(Topic.SERVERS_STATE)
                                .filter(record -> !evidence.tampering().isRepeated(Evidence.place(record)))
                                .toList()),
                        atTheLast(evidence, Topic.KEYS_EVENTS, "select id, version from keys.key"),
                        atTheLast(evidence, Topic.SERVERS_STATE, "select id, version from keys.server"))
                .flatMap(all -> all);
    }

    /** @param whole nothing is ever compacted away */
    private static Stream<String> inOrder(Evidence evidence, Topic topic, boolean whole) {
        return byKey(evidence, topic).entrySet().stream()
                .flatMap(aggregate -> wrong(topic, aggregate.getKey(), aggregate.getValue(), whole));
    }

    private static Stream<String> wrong(Topic topic, String key, List<Seen> events, boolean whole) {
        var versions = events.stream().map(VersionsInOrder::version).toList();
        Set<Integer> partitions =
                new HashSet<>(events.stream().map(Seen::partition).toList());
        var gone = whole ? 0 : versions.getFirst() - 1;
        var counted = true;
        for (int i = 0; i < versions.size(); i++) {
            counted &= versions.get(i) == gone + i + 1;
        }
        return Stream.of(
                        counted ? null : "%s of %s has the versions %s".formatted(topic.title(), key, versions),
                        partitions.size() == 1
                                ? null
                                : "%s of %s is in the partitions %s".formatted(topic.title(), key, partitions))
                .filter(sentence -> sentence != null);
    }

    /** @param records with the repeats, in order within each partition */
    static Stream<String> lastIsNotNewest(List<Seen> records) {
        var byKey = records.stream()
                .filter(record -> version(record) > 0)
                .collect(Collectors.groupingBy(Seen::key, TreeMap::new, Collectors.toList()));
        return byKey.values().stream()
                .filter(all -> all.stream().anyMatch(record -> version(record) > version(all.getLast())))
                .map(List::getLast)
                .map(last -> "%s keeps version %d of %s, which is not the newest"
                        .formatted(last.topic(), version(last), last.key()));
    }

    private static Stream<String> atTheLast(Evidence evidence, Topic topic, String query) {
        var last = new HashMap<String, Long>();
        byKey(evidence, topic).forEach((key, events) -> last.put(key, version(events.getLast())));
        return evidence.rows(query).stream()
                .filter(row -> last.getOrDefault(row.get(0), 0L) != Long.parseLong(row.get(1)))
                .map(row ->
                        "%s is at version %s, its topic at %s".formatted(row.get(0), row.get(1), last.get(row.get(0))));
    }

    private static Map<String, List<Seen>> byKey(Evidence evidence, Topic topic) {
        return evidence.once(topic).stream()
                .filter(record -> version(record) > 0)
                .collect(Collectors.groupingBy(Seen::key));
    }

    private static long version(Seen record) {
        return Long.parseLong(record.headers().getOrDefault("ce_sequence", "0"));
    }
}
