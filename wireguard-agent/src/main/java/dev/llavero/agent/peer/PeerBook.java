package dev.llavero.agent.peer;

import dev.llavero.agent.peer.Decision.Change;
import dev.llavero.agent.peer.Decision.Replace;
import dev.llavero.agent.peer.Decision.Same;
import dev.llavero.agent.peer.Decision.Stale;
import dev.llavero.agent.peer.Decision.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What is held, and what was removed lately. Knows the rules; touches neither file nor interface. Not thread-safe. */
public final class PeerBook {

    /** How long a removal guards against late wishes and its last counters stay listed. */
    public static final Duration REMEMBERED = Duration.ofDays(7);

    private final Map<KeyId, Peer> held = new HashMap<>();
    private final Map<PublicKey, KeyId> publicKeys = new HashMap<>();
    private final Map<Address, KeyId> addresses = new HashMap<>();
    private final ArrayDeque<Removal> removals = new ArrayDeque<>();
    private final Map<KeyId, Removal> newestRemoval = new HashMap<>();
    private long lastCounterEpoch;

    /** What to do about a wish. Costs the same however many peers there are. */
    public Decision decide(Wanted wanted, Instant now) {
        var seen = newestEpoch(wanted.key());
        if (seen.isPresent() && wanted.epoch() < seen.getAsLong()) return new Stale(seen.getAsLong());
        if (belongsToAnother(publicKeys.get(wanted.publicKey()), wanted)) return new Taken("publicKey");
        if (wanted.addresses().stream().anyMatch(address -> belongsToAnother(addresses.get(address), wanted)))
            return new Taken("addresses");
        var before = held(wanted.key());
        if (before.filter(old -> !old.publicKey().equals(wanted.publicKey())).isPresent())
            return new Replace(before.get());
        var peer = wanted.countedFrom(before.map(Peer::counterEpoch).orElseGet(() -> nextCounterEpoch(now)));
        return before.filter(peer::equals).isPresent() ? new Same(peer) : new Change(peer);
    }

    private static boolean belongsToAnother(KeyId owner, Wanted wanted) {
        return owner != null && !owner.equals(wanted.key());
    }

    /** The highest epoch that is known of a key, whether it is held or was removed. */
    public OptionalLong newestEpoch(KeyId key) {
        return Stream.of(held(key).map(Peer::epoch), removed(key).map(Removal::epoch))
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .max();
    }

    /** Later than any that was ever given, also when the journal was lost: it follows the clock. */
    public long nextCounterEpoch(Instant now) {
        return Math.max(lastCounterEpoch + 1, now.toEpochMilli());
    }

    public void apply(Entry entry) {
        switch (entry) {
            case Entry.Held line -> hold(line.peer());
            case Entry.Removed line -> remember(line.removal());
            case Entry.Filled(var counterEpoch) -> {
                held.replaceAll((_, peer) -> peer.countedFrom(counterEpoch));
                seen(counterEpoch);
            }
        }
    }

    private void hold(Peer peer) {
        drop(peer.key());
        held.put(peer.key(), peer);
        publicKeys.put(peer.publicKey(), peer.key());
        peer.addresses().forEach(address -> addresses.put(address, peer.key()));
        seen(peer.counterEpoch());
    }

    private void remember(Removal removal) {
        drop(removal.key());
        removals.add(removal);
        newestRemoval.put(removal.key(), removal);
        removal.last().ifPresent(last -> seen(last.counterEpoch()));
    }

    private void drop(KeyId key) {
        var peer = held.remove(key);
        if (peer == null) return;
        publicKeys.remove(peer.publicKey());
        peer.addresses().forEach(addresses::remove);
    }

    private void seen(long counterEpoch) {
        lastCounterEpoch = Math.max(lastCounterEpoch, counterEpoch);
    }

    /** Forgets removals that are too old. Costs nothing when none is. */
    public void forget(Instant now) {
        while (!removals.isEmpty() && removals.getFirst().at().isBefore(now.minus(REMEMBERED))) {
            var old = removals.removeFirst();
            newestRemoval.remove(old.key(), old);
        }
    }

    public Optional<Peer> held(KeyId key) {
        return Optional.ofNullable(held.get(key));
    }

    public Optional<Peer> holder(PublicKey publicKey) {
        return Optional.ofNullable(publicKeys.get(publicKey)).map(held::get);
    }

    public Optional<Removal> removed(KeyId key) {
        return Optional.ofNullable(newestRemoval.get(key));
    }

    public Collection<Peer> held() {
        return Collections.unmodifiableCollection(held.values());
    }

    public List<Removal> removals() {
        return List.copyOf(removals);
    }

    public int size() {
        return held.size() + removals.size();
    }

    /** The shortest journal that leads here. Removals come first, for they end what was held before them. */
    public Stream<Entry> entries() {
        return Stream.concat(
                removals.stream().map(Entry.Removed::of), held.values().stream().map(Entry.Held::of));
    }
}
