package dev.llavero.testkit.invariant;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** On every server that was looked at: its keys = the active keys that are placed there, and those that somebody made by hand. */
final class ServersHoldWhatTheyShould implements Invariant {
    private static final String ACTIVE = "select server_id, id from keys.key where state = 'ACTIVE'";

    private static final String WANTED = "select server_id, key_id from keys.placement where wanted = 'PRESENT'";

    private static final String RESERVED = """
            select s.id, s.reserved, count(p.key_id)
              from keys.server s left join keys.placement p on p.server_id = s.id and p.wanted = 'PRESENT'
             group by s.id having s.reserved <> count(p.key_id)
            """;

    private record Spot(String server, String key) {
        @Override
        public String toString() {
            return "key " + key + " on " + server;
        }
    }

    @Override
    public Stream<String> broken(Evidence evidence) {
        var active = spots(evidence, ACTIVE);
        var wanted = spots(evidence, WANTED);
        var held = evidence.keys()
                .map(found -> new Spot(found.server(), found.id()))
                .collect(Collectors.toSet());
        var foreign = evidence.tampering().foreign().stream()
                .map(made -> new Spot(made.server(), made.key()))
                .collect(Collectors.toSet());
        return Stream.of(
                        but(active, held).map(spot -> "missing: " + spot),
                        but(but(held, active).collect(Collectors.toSet()), foreign)
                                .map(spot -> "left over: " + spot),
                        but(foreign, held).map(spot -> "foreign and gone: " + spot),
                        but(active, wanted).map(spot -> "active and not wanted: " + spot),
                        but(wanted, active).map(spot -> "wanted and not active: " + spot),
                        evidence.rows(RESERVED).stream()
                                .map(row -> "room on %s is counted %s, but %s keys are wanted there"
                                        .formatted(row.get(0), row.get(1), row.get(2))))
                .flatMap(all -> all);
    }

    private static Set<Spot> spots(Evidence evidence, String query) {
        return evidence.rows(query).stream()
                .filter(row -> evidence.held().containsKey(row.get(0)))
                .map(row -> new Spot(row.get(0), row.get(1)))
                .collect(Collectors.toSet());
    }

    private static Stream<Spot> but(Set<Spot> these, Set<Spot> those) {
        var left = new HashSet<>(these);
        left.removeAll(those);
        return left.stream();
    }
}
