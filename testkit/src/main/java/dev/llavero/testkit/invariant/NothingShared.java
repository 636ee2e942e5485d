package dev.llavero.testkit.invariant;

import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every key has a password of its own, in the whole fleet. */
final class NothingShared implements Invariant {
    @Override
    public Stream<String> broken(Evidence evidence) {
        return evidence
                .keys()
                .collect(Collectors.groupingBy(
                        held -> held.key().password(),
                        Collectors.mapping(held -> held.key().id(), Collectors.toCollection(TreeSet::new))))
                .values()
                .stream()
                .filter(keys -> keys.size() > 1)
                .map(keys -> "one password for the keys " + keys);
    }
}
