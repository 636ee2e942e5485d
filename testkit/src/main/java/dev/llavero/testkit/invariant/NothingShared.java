package dev.llavero.testkit.invariant;

import dev.llavero.testkit.invariant.HeldKey.Trait;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every key has its own password, or its own public key, preshared key and addresses, in the whole fleet. */
final class NothingShared implements Invariant {
    @Override
    public Stream<String> broken(Evidence evidence) {
        return evidence
                .keys()
                .flatMap(key -> key.traits().stream().map(trait -> Map.entry(trait, key.id())))
                .collect(Collectors.groupingBy(
                        Map.Entry<Trait, String>::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toCollection(TreeSet::new))))
                .entrySet()
                .stream()
                .filter(shared -> shared.getValue().size() > 1)
                .map(shared -> "one %s for the keys %s".formatted(shared.getKey(), shared.getValue()));
    }
}
