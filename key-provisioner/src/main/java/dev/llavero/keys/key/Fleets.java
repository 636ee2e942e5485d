package dev.llavero.keys.key;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.keys.server.ServerStates;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;

/** Room on servers, under lock. */
final class Fleets {
    private static final String LOCK = """
            select s.id, s.location, s.protocol, s.mode, s.capacity, s.reserved, t.fails,
                   s.protocol <> 'WIREGUARD' or s.wireguard is not null
              from keys.server s join keys.server_turn t on t.server_id = s.id
             order by s.id for update of s
            """;

    private static final String RESERVE = """
            update keys.server s set reserved = s.reserved + added.keys
              from unnest($1::text[], $2::int[]) as added(id, keys)
             where s.id = added.id
            """;

    private static final String RELEASE = """
            update keys.server set reserved = reserved - $2 where id = $1
            returning mode = 'ACTIVE' and reserved < capacity and reserved + $2 >= capacity
                      and (protocol <> 'WIREGUARD' or wireguard is not null)
            """;

    private Fleets() {}

    /** All servers, locked in order of id until the transaction ends. */
    static Uni<Fleet> locked(Sql sql) {
        return sql.query(LOCK)
                .map(rows -> new Fleet(rows.stream().map(Fleets::berth).toList()));
    }

    private static Fleet.Berth berth(SqlRow row) {
        return new Fleet.Berth(
                new ServerId(row.text(0)),
                new LocationCode(row.text(1)),
                Protocol.valueOf(row.text(2)),
                ServerMode.valueOf(row.text(3)),
                row.integer(4),
                row.integer(5),
                row.integer(6),
                row.flag(7));
    }

    static Uni<Void> reserve(Sql sql, Fleet fleet) {
        var added = fleet.reservations();
        if (added.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.update(
                        RESERVE,
                        added.keySet().stream().map(ServerId::value).toArray(String[]::new),
                        added.values().toArray(Integer[]::new))
                .chain(() -> tellOfRoom(sql, fleet.filled()));
    }

    /** A server was seen without so many keys that it had room reserved for. */
    static Uni<Void> release(Sql sql, ServerId server, int keys) {
        return sql.query(RELEASE, server.value(), keys)
                .chain(rows -> rows.getFirst().flag(0)
                        ? tellOfRoom(sql, List.of(server))
                        : Uni.createFrom().voidItem());
    }

    private static Uni<Void> tellOfRoom(Sql sql, Collection<ServerId> servers) {
        return servers.isEmpty() ? Uni.createFrom().voidItem() : ServerStates.publish(sql, servers);
    }
}
