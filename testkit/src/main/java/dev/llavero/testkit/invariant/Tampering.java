package dev.llavero.testkit.invariant;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What tests put into a system that Llavero did not: told here, so that the invariants can tell it apart. */
public final class Tampering {
    private final Set<Place> poison = ConcurrentHashMap.newKeySet();
    private final Set<Place> strange = ConcurrentHashMap.newKeySet();
    private final Set<Place> repeated = ConcurrentHashMap.newKeySet();
    private final Set<Held> foreign = ConcurrentHashMap.newKeySet();

    /** Where a record is. */
    public record Place(String topic, int partition, long offset) {
        @Override
        public String toString() {
            return topic + "-" + partition + "@" + offset;
        }
    }

    record Held(String server, String key) {}

    /** A record that nobody can read: a dead letter for each of the topic's consumers. */
    public void poison(Place record) {
        poison.add(record);
    }

    /** An event of a type that this version does not know: skipped. */
    public void strange(Place record) {
        strange.add(record);
    }

    /** A copy of an earlier record of ours, which by now may be behind. */
    public void repeated(Place record) {
        repeated.add(record);
    }

    /** A key that somebody made at the server by hand. */
    public void foreignKey(String server, String key) {
        foreign.add(new Held(server, key));
    }

    Set<Place> poison() {
        return poison;
    }

    boolean isOurs(Place record) {
        return !poison.contains(record) && !strange.contains(record);
    }

    boolean isRepeated(Place record) {
        return repeated.contains(record);
    }

    boolean isForeign(String server, String key) {
        return foreign.contains(new Held(server, key));
    }

    Set<Held> foreign() {
        return foreign;
    }
}
