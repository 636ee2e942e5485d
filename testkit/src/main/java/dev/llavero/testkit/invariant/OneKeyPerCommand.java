package dev.llavero.testkit.invariant;

import dev.llavero.contracts.Topic;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command makes one key, and a key is on one server. */
final class OneKeyPerCommand implements Invariant {
    @Override
    public Stream<String> broken(Evidence evidence) {
        var made = new TreeMap<String, TreeSet<String>>();
        evidence.everything(Topic.KEYS_COMMANDS)
                .filter(record -> record.type().equals("CreateKey"))
                .forEach(record -> made.computeIfAbsent(record.headers().get("ce_id"), id -> new TreeSet<>())
                        .add(record.key()));
        var severalKeys = made.entrySet().stream()
                .filter(command -> command.getValue().size() > 1)
                .map(command -> "command " + command.getKey() + " makes the keys " + command.getValue());
        var severalPlaces = evidence
                .keys()
                .filter(held -> !evidence.tampering().isForeign(held.server(), held.id()))
                .collect(Collectors.groupingBy(
                        HeldKey::id, TreeMap::new, Collectors.mapping(HeldKey::server, Collectors.toList())))
                .entrySet()
                .stream()
                .filter(key -> key.getValue().size() > 1)
                .map(key -> "key " + key.getKey() + " is on "
                        + key.getValue().stream().sorted().toList());
        return Stream.concat(severalKeys, severalPlaces);
    }
}
