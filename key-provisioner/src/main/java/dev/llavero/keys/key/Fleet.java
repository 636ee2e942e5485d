package dev.llavero.keys.key;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.keys.server.ForeignKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The servers as they are while their rows are locked, and what has been reserved on them since. */
final class Fleet {
    /**
     * @param fails how often in a row the server did not answer
     * @param known whether enough is known of it to make its users' keys: a WireGuard server must have been heard once
     */
    record Berth(
            ServerId id,
            LocationCode location,
            Protocol protocol,
            ServerMode mode,
            int capacity,
            int reserved,
            int fails,
            boolean known) {
        boolean hasRoom() {
            return mode == ServerMode.ACTIVE && reserved < capacity && known;
        }

        double load() {
            return (double) reserved / capacity;
        }

        Berth plusOne() {
            return new Berth(id, location, protocol, mode, capacity, reserved + 1, fails, known);
        }
    }

    /** Where a key goes, or why it cannot. */
    sealed interface Choice {
        record Chosen(Berth berth) implements Choice {}

        record Impossible(Reason reason) implements Choice {}
    }

    /** Servers that answer first; among them the least loaded. */
    private static final Comparator<Berth> BEST = Comparator.comparing((Berth berth) -> berth.fails() > 0)
            .thenComparing(Berth::protocol)
            .thenComparingDouble(Berth::load)
            .thenComparing(berth -> berth.id().value());

    private static final Choice NO_ADDRESS = new Choice.Impossible(Reason.NO_ADDRESS);

    private final Map<ServerId, Berth> berths = new LinkedHashMap<>();
    private final Map<ServerId, Integer> reservations = new LinkedHashMap<>();
    private final Map<ServerId, Boolean> roomBefore = new LinkedHashMap<>();
    private int addressesLeft = 0;
    private final Set<ForeignKey> adoptable = new HashSet<>();

    Fleet(Collection<Berth> servers) {
        servers.forEach(berth -> {
            berths.put(berth.id(), berth);
            roomBefore.put(berth.id(), berth.hasRoom());
        });
    }

    /** Without them no new WireGuard key can be made. */
    Fleet withAddresses(int left) {
        addressesLeft = left;
        return this;
    }

    /** Foreign keys on these servers that nobody is at yet. */
    Fleet withForeign(Set<ForeignKey> listed) {
        adoptable.addAll(listed);
        return this;
    }

    /** Where a foreign key is to be adopted: exactly there, in whatever mode that server is. */
    Choice chooseFor(ForeignKey key) {
        var berth = berths.get(key.server());
        if (berth == null || berth.mode() == ServerMode.REMOVED) {
            return new Choice.Impossible(Reason.NO_SUCH_SERVER);
        }
        if (berth.protocol() != Protocol.OUTLINE) {
            return new Choice.Impossible(Reason.PROTOCOL_NOT_OFFERED);
        }
        if (!adoptable.contains(key)) {
            return new Choice.Impossible(Reason.NO_SUCH_KEY);
        }
        return berth.reserved() < berth.capacity() ? new Choice.Chosen(berth) : new Choice.Impossible(Reason.NO_ROOM);
    }

    boolean speaks(Protocol protocol) {
        return berths.values().stream().anyMatch(berth -> berth.protocol() == protocol);
    }

    /** For a new key, which needs an address of its own where the protocol has such: otherwise as {@link #choose}. */
    Choice chooseNew(Protocol protocol, LocationCode location) {
        if (addressesLeft > 0) {
            return choose(protocol, location);
        }
        var choice = choose(protocol, location);
        return switch (choice) {
            case Choice.Chosen(var berth)
            when berth.protocol() == Protocol.WIREGUARD ->
                protocol == null ? orNoAddress(choose(Protocol.OUTLINE, location)) : NO_ADDRESS;
            case Choice.Chosen _, Choice.Impossible _ -> choice;
        };
    }

    private static Choice orNoAddress(Choice instead) {
        return instead instanceof Choice.Chosen ? instead : NO_ADDRESS;
    }

    /**
     * @param protocol null for the recommended one: Outline where there is one
     * @param location null for the best anywhere
     */
    Choice choose(Protocol protocol, LocationCode location) {
        var there = candidates(location)
                .filter(berth -> berth.mode() != ServerMode.REMOVED)
                .toList();
        if (location != null && there.isEmpty()) {
            return new Choice.Impossible(Reason.NO_SUCH_LOCATION);
        }
        var speaking = there.stream()
                .filter(berth -> protocol == null || berth.protocol() == protocol)
                .toList();
        if (protocol != null && speaking.isEmpty()) {
            return new Choice.Impossible(Reason.PROTOCOL_NOT_OFFERED);
        }
        return best(speaking.stream()).<Choice>map(Choice.Chosen::new).orElse(new Choice.Impossible(Reason.NO_ROOM));
    }

    /** Another server in the same place that answers and has room. */
    Optional<Berth> elsewhere(Protocol protocol, LocationCode location, Set<ServerId> avoid) {
        return best(candidates(location)
                .filter(berth -> berth.protocol() == protocol && berth.fails() == 0 && !avoid.contains(berth.id())));
    }

    /** The same server again if it has room for one that it knew; hidden servers take theirs back. */
    Optional<Berth> again(ServerId server) {
        return Optional.ofNullable(berths.get(server))
                .filter(berth -> berth.mode() == ServerMode.ACTIVE || berth.mode() == ServerMode.HIDDEN)
                .filter(berth -> berth.reserved() < berth.capacity());
    }

    /** Reserves room, and an address if it needs one. */
    void reserveNew(Berth berth) {
        reserve(berth.id());
        if (berth.protocol() == Protocol.WIREGUARD) {
            addressesLeft--;
        }
    }

    void reserveFor(ForeignKey adopted) {
        reserve(adopted.server());
        adoptable.remove(adopted);
    }

    void reserve(ServerId server) {
        berths.computeIfPresent(server, (id, berth) -> berth.plusOne());
        reservations.merge(server, 1, Integer::sum);
    }

    Map<ServerId, Integer> reservations() {
        return reservations;
    }

    /** Those that had room before and have none now. */
    List<ServerId> filled() {
        return reservations.keySet().stream()
                .filter(id -> roomBefore.get(id) && !berths.get(id).hasRoom())
                .toList();
    }

    private Stream<Berth> candidates(LocationCode location) {
        return berths.values().stream()
                .filter(berth -> location == null || berth.location().equals(location));
    }

    private static Optional<Berth> best(Stream<Berth> berths) {
        return berths.filter(Berth::hasRoom).min(BEST);
    }
}
