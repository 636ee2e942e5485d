package dev.llavero.keys.reconcile;

import dev.llavero.contracts.KeyId;
import dev.llavero.vpn.HeldKey;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server holds beside what it should.
 *
 * @param missing it should hold them and has forgotten them
 * @param surplus ours, and it should not hold them
 * @param foreign not ours
 */
record Findings(List<KeyId> missing, List<KeyId> surplus, List<HeldKey> foreign) {
    /** As we write ids; a person can call a key anything else. */
    private static final Pattern OUR_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** What is known of one of our keys on the server that is compared. */
    enum Known {
        /** At rest: wanted there and seen there. */
        PRESENT,
        /** At rest: neither wanted nor seen there, or never placed there. */
        ABSENT,
        /** Somebody is at work on it. */
        MOVING
    }

    /** @param known every key of ours that is placed on the server, or that the server holds */
    static Findings of(Map<KeyId, Known> known, List<HeldKey> held) {
        var onServer = new HashSet<KeyId>();
        held.forEach(key -> ours(key, known).ifPresent(onServer::add));
        return new Findings(
                known(known, Known.PRESENT)
                        .filter(key -> !onServer.contains(key))
                        .toList(),
                known(known, Known.ABSENT).filter(onServer::contains).toList(),
                held.stream().filter(key -> ours(key, known).isEmpty()).toList());
    }

    private static Stream<KeyId> known(Map<KeyId, Known> known, Known wanted) {
        return known.entrySet().stream()
                .filter(key -> key.getValue() == wanted)
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(KeyId::toString));
    }

    private static Optional<KeyId> ours(HeldKey key, Map<KeyId, Known> known) {
        return Optional.of(key.id()).filter(Findings::inOurForm).map(KeyId::of).filter(known::containsKey);
    }

    private static boolean inOurForm(String id) {
        return OUR_FORM.matcher(id).matches();
    }

    /** Those that could be ours. */
    static UUID[] candidates(List<HeldKey> held) {
        return held.stream()
                .map(HeldKey::id)
                .filter(Findings::inOurForm)
                .map(UUID::fromString)
                .toArray(UUID[]::new);
    }
}
