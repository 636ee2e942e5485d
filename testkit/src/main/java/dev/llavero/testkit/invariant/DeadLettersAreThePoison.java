package dev.llavero.testkit.invariant;

import dev.llavero.contracts.Topic;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each poison record has one dead letter from each of its topic's consumers, with a reason, and there are no others. */
final class DeadLettersAreThePoison implements Invariant {
    private static final String CONSUMERS = """
            select distinct topic, consumer from (select * from bot.position union all select * from keys.position
                                                  union all select * from views.position) every
            """;

    private record Letter(String consumer, Tampering.Place record) {
        @Override
        public String toString() {
            return record + " of " + consumer;
        }
    }

    @Override
    public Stream<String> broken(Evidence evidence) {
        var letters = evidence.once(Topic.DEAD_LETTERS);
        var found = letters.stream()
                .map(Evidence::json)
                .map(letter -> new Letter(
                        letter.path("consumer").asText(),
                        new Tampering.Place(
                                letter.path("topic").asText(),
                                letter.path("partition").asInt(),
                                letter.path("offset").asLong())))
                .toList();
        var wanted = expected(evidence);
        var missing = but(wanted, new HashSet<>(found)).map(letter -> "no letter for " + letter);
        var surplus = but(new HashSet<>(found), wanted).map(letter -> "a letter without poison: " + letter);
        var twice = found.size() == Set.copyOf(found).size()
                ? Stream.<String>of()
                : Stream.of("%d letters for %d records and consumers"
                        .formatted(found.size(), Set.copyOf(found).size()));
        var unexplained = letters.stream()
                .map(Evidence::json)
                .filter(letter -> letter.path("reason").asText().isBlank()
                        || !letter.path("kind").asText().equals("POISON"))
                .map(letter -> "%s: %s"
                        .formatted(
                                letter.path("kind").asText(),
                                letter.path("reason").asText()));
        return Stream.of(missing, surplus, twice, unexplained).flatMap(all -> all);
    }

    private static Set<Letter> expected(Evidence evidence) {
        return evidence.rows(CONSUMERS).stream()
                .flatMap(row -> evidence.tampering().poison().stream()
                        .filter(record -> record.topic().equals(row.get(0)))
                        .map(record -> new Letter(row.get(1), record)))
                .collect(Collectors.toSet());
    }

    private static Stream<Letter> but(Set<Letter> these, Set<Letter> those) {
        return these.stream().filter(letter -> !those.contains(letter));
    }
}
