package dev.llavero.agent.held;

import dev.llavero.agent.link.Link;
import dev.llavero.agent.peer.Counters;
import dev.llavero.agent.peer.Decision;
import dev.llavero.agent.peer.Entry;
import dev.llavero.agent.peer.Journal;
import dev.llavero.agent.peer.KeyId;
import dev.llavero.agent.peer.Peer;
import dev.llavero.agent.peer.PeerBook;
import dev.llavero.agent.peer.PublicKey;
import dev.llavero.agent.peer.Removal;
import dev.llavero.agent.peer.Shared;
import dev.llavero.agent.peer.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/**
 * The peers of this server. What is wanted goes first into the journal and then to the interface; whoever asked is answered when
 * both have it. Many keys can be changed at a time; repairs happen alone.
 */
public final class Peers implements AutoCloseable {

    private static final Duration RECENT = Duration.ofSeconds(10);

    private record Reading(Instant at, Map<PublicKey, Counters> counters) {}

    private final PeerBook book = new PeerBook();
    private final Journal journal;
    private final Link link;
    private final InstantSource clock;
    private final KeyLocks keys = new KeyLocks();
    private final ReentrantReadWriteLock repairs = new ReentrantReadWriteLock(true);
    /** On their way out of the interface: no other key may bring them in meanwhile. */
    private final Set<PublicKey> leaving = ConcurrentHashMap.newKeySet();

    private final Shared<Reading> reading = new Shared<>(this::read);
    private volatile Reading newest = new Reading(Instant.EPOCH, Map.of());

    /**
     * @param file the journal; made if there is none
     * @throws IOException also when another agent has it open, or it is damaged
     */
    public Peers(Path file, Link link, InstantSource clock) throws IOException {
        this.link = link;
        this.clock = clock;
        journal = Journal.open(file, book::apply);
    }

    /** Makes the peer be there just so. May be repeated. */
    public PutOutcome put(Wanted wanted) throws IOException {
        repairs.readLock().lock();
        try (var alone = keys.hold(wanted.key())) {
            return place(wanted, held(wanted.key()).isEmpty());
        } finally {
            repairs.readLock().unlock();
        }
    }

    private PutOutcome place(Wanted wanted, boolean fresh) throws IOException {
        return switch (decided(wanted)) {
            case Decision.Stale(var epoch) -> new PutOutcome.Stale(epoch);
            case Decision.Taken(var what) -> new PutOutcome.Taken(what);
            case Decision.Same(var peer) -> set(peer, fresh);
            case Decision.Change(var peer) -> set(peer, fresh);
            case Decision.Replace(var old) -> {
                leave(old, old.epoch());
                yield place(wanted, fresh);
            }
        };
    }

    private synchronized Decision decided(Wanted wanted) throws IOException {
        if (leaving.contains(wanted.publicKey())) return new Decision.Taken("publicKey");
        var decision = book.decide(wanted, clock.instant());
        if (decision instanceof Decision.Change(var peer)) record(Entry.Held.of(peer));
        return decision;
    }

    /** Also when it is held already: perhaps the interface lost it a moment ago. */
    private PutOutcome set(Peer peer, boolean fresh) throws IOException {
        journal.sync();
        link.set(List.of(peer));
        return new PutOutcome.Held(peer, fresh);
    }

    /** Makes the key have no peer here. May be repeated, and may come before the wish that it ends. */
    public RemoveOutcome remove(KeyId key, long epoch) throws IOException {
        repairs.readLock().lock();
        try (var alone = keys.hold(key)) {
            var newestEpoch = newestEpoch(key);
            if (newestEpoch > epoch) return new RemoveOutcome.Stale(newestEpoch);
            var peer = held(key);
            if (peer.isPresent()) leave(peer.get(), epoch);
            else if (newestEpoch < epoch) forestall(key, epoch);
            return new RemoveOutcome.Gone();
        } finally {
            repairs.readLock().unlock();
        }
    }

    private synchronized long newestEpoch(KeyId key) {
        return book.newestEpoch(key).orElse(-1);
    }

    /** First silence, then a last reading, then out: so nothing is counted that nobody hears of. */
    private void leave(Peer peer, long epoch) throws IOException {
        leaving.add(peer.publicKey());
        try {
            link.silence(peer.publicKey());
            var last = Optional.ofNullable(reading.afterNow().counters().get(peer.publicKey()))
                    .map(counters -> new Removal.Last(peer.publicKey(), peer.counterEpoch(), counters));
            record(Entry.Removed.of(new Removal(peer.key(), epoch, clock.instant(), last)));
            journal.sync();
            link.remove(peer.publicKey());
        } finally {
            leaving.remove(peer.publicKey());
        }
    }

    private void forestall(KeyId key, long epoch) throws IOException {
        record(Entry.Removed.of(new Removal(key, epoch, clock.instant(), Optional.empty())));
        journal.sync();
    }

    private synchronized void record(Entry entry) throws IOException {
        journal.append(entry);
        book.apply(entry);
        book.forget(clock.instant());
        if (journal.isLongFor(book.size())) journal.rewrite(book.entries());
    }

    /** The interface is another one, without any of our peers: brings them all in again, counting from 0. */
    void fill() throws IOException {
        repairs.writeLock().lock();
        try {
            recount();
            link.set(List.copyOf(book.held()));
        } finally {
            repairs.writeLock().unlock();
        }
    }

    private synchronized void recount() throws IOException {
        record(new Entry.Filled(book.nextCounterEpoch(clock.instant())));
        journal.sync();
    }

    /** After a start of ours: the interface may have gone on without us, or be another one. */
    void resume() throws IOException {
        repairs.writeLock().lock();
        try {
            var present = reading.afterNow().counters().keySet();
            if (book.held().stream().map(Peer::publicKey).noneMatch(present::contains)) fill();
            else {
                restore(present);
                link.set(List.copyOf(book.held()));
            }
        } finally {
            repairs.writeLock().unlock();
        }
    }

    /** Brings in what is missing and takes out what was removed. Says how many peers were wrong. */
    int compare() throws IOException {
        repairs.writeLock().lock();
        try {
            return restore(reading.afterNow().counters().keySet());
        } finally {
            repairs.writeLock().unlock();
        }
    }

    private int restore(Set<PublicKey> present) throws IOException {
        var missing = book.held().stream()
                .filter(peer -> !present.contains(peer.publicKey()))
                .toList();
        var again = new ArrayList<Peer>();
        for (var peer : missing) again.add(recounted(peer));
        if (!again.isEmpty()) journal.sync();
        link.set(again);
        var leftovers = leftovers(present);
        for (var leftover : leftovers) link.remove(leftover);
        return again.size() + leftovers.size();
    }

    private synchronized Peer recounted(Peer peer) throws IOException {
        var again = peer.countedFrom(book.nextCounterEpoch(clock.instant()));
        record(Entry.Held.of(again));
        return again;
    }

    private List<PublicKey> leftovers(Set<PublicKey> present) {
        return book.removals().stream()
                .flatMap(removal -> removal.last().stream())
                .map(Removal.Last::publicKey)
                .filter(present::contains)
                .filter(key -> book.holder(key).isEmpty())
                .distinct()
                .toList();
    }

    public synchronized Optional<Peer> held(KeyId key) {
        return book.held(key);
    }

    public synchronized List<Peer> held() {
        return List.copyOf(book.held());
    }

    /** Peers of the interface that nobody ever asked us for. They are left alone. */
    public List<PublicKey> foreign() throws IOException {
        var present = reading.afterNow().counters().keySet();
        synchronized (this) {
            var removed = leftovers(present);
            return present.stream()
                    .filter(key -> book.holder(key).isEmpty() && !removed.contains(key))
                    .toList();
        }
    }

    /** What was counted, for the peers that are there and for those removed in the last days. */
    public List<Transfer> transfers() throws IOException {
        var before = held();
        var counters = reading.afterNow().counters();
        synchronized (this) {
            var there = before.stream()
                    // A peer that left meanwhile has its last counters below; one that came again counts anew.
                    .filter(peer -> book.held(peer.key())
                            .filter(now -> now.counterEpoch() == peer.counterEpoch())
                            .isPresent())
                    .flatMap(peer -> Optional.ofNullable(counters.get(peer.publicKey()))
                            .map(known -> new Transfer(peer.key(), peer.counterEpoch(), known, Optional.empty()))
                            .stream());
            return Stream.concat(there, book.removals().stream().flatMap(Peers::lastTransfer))
                    .toList();
        }
    }

    private static Stream<Transfer> lastTransfer(Removal removal) {
        return removal.last().stream()
                .map(last ->
                        new Transfer(removal.key(), last.counterEpoch(), last.counters(), Optional.of(removal.at())));
    }

    /** Of one peer, as of the last seconds. */
    public Optional<Counters> recent(PublicKey peer) throws IOException {
        return Optional.ofNullable(recent().get(peer));
    }

    /** How many peers had a handshake in the last minutes, foreign ones too. */
    public long online() throws IOException {
        var now = clock.instant();
        return recent().values().stream()
                .filter(counters -> counters.online(now))
                .count();
    }

    private Map<PublicKey, Counters> recent() throws IOException {
        var last = newest;
        return last.at().isAfter(clock.instant().minus(RECENT))
                ? last.counters()
                : reading.afterNow().counters();
    }

    private Reading read() throws IOException {
        var at = clock.instant();
        return newest = new Reading(at, link.read());
    }

    public boolean isBroken() {
        return journal.isBroken();
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
