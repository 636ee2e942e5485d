package dev.llavero.keys.server;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.ServerEvent.ServerState;
import dev.llavero.contracts.ServerId;
import dev.llavero.keys.server.ForeignKeyRows.Removal;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.message.Ids;
import dev.llavero.platform.outbox.Outbox;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Tells subscribers what a server is now. */
public final class ServerStates {
    private ServerStates() {}

    /**
     * Publishes each of these servers as its row now stands, as its next version; ids without a row are passed over. Call
     * it in the transaction that changed them (what is reserved filled one up or made room, say), after the change.
     *
     * <p>It locks the rows in order of id. A caller who changed several without having locked them so may meet a deadlock.
     */
    public static Uni<Void> publish(Sql sql, Collection<ServerId> servers) {
        if (servers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // The places are read after the rows are locked: whoever changes a place locks its servers to publish them.
        return ServerRows.countVersionUp(sql, servers)
                .chain(changed -> LocationRows.all(sql).chain(places -> now(sql).chain(
                                now -> Outbox.add(sql, Role.KEY_PROVISIONER, states(changed, places, now)))));
    }

    /** As {@link #publish}, to whoever waits for the removal of a foreign key. */
    static Uni<Void> answer(Sql sql, Removal removal) {
        return ServerRows.countVersionUp(sql, List.of(removal.key().server()))
                .chain(changed -> LocationRows.all(sql).chain(places -> now(sql).chain(now -> Outbox.add(
                        sql,
                        Role.KEY_PROVISIONER,
                        changed.stream()
                                .map(server -> answer(removal, server, places.get(server.location()), now))
                                .toList()))));
    }

    private static Envelope<ServerState> answer(Removal removal, Server server, Location place, Instant now) {
        return new Envelope<>(
                Ids.next(),
                server.state(place, null),
                now,
                server.version(),
                removal.correlation(),
                removal.command(),
                removal.traceparent());
    }

    static Uni<Instant> now(Sql sql) {
        return sql.query("select platform.now()").map(rows -> rows.getFirst().time(0));
    }

    private static List<Envelope<ServerState>> states(
            List<Server> servers, Map<LocationCode, Location> places, Instant now) {
        return servers.stream()
                .sorted(Comparator.comparing(server -> server.id().value()))
                .map(server -> state(server, places.get(server.location()), now))
                .toList();
    }

    /** Begins a correlation: nobody waits for it. */
    private static Envelope<ServerState> state(Server server, Location place, Instant now) {
        var id = Ids.next();
        return new Envelope<>(id, server.state(place, null), now, server.version(), id, null, null);
    }
}
