package dev.llavero.keys.server;

import static dev.llavero.platform.sql.SqlValues.integers;
import static dev.llavero.platform.sql.SqlValues.numbers;
import static dev.llavero.platform.sql.SqlValues.texts;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerEvent.ManagedBy;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;

/** The tables {@code keys.server} and, as far as a server's record makes it, {@code keys.server_turn}. */
final class ServerRows {
    private static final String COLUMNS =
            "id, location, protocol, host, capacity, reserved, mode, managed_by, file_says, wireguard::text, version";

    /** Two that know different servers could lock nothing in common, and both add the same one. */
    private static final String ONE_FILE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('keys.servers-file'))";

    private static final String LOCK_ALL =
            "select %s from keys.server order by id for no key update".formatted(COLUMNS);

    private static final String LOCK =
            "select %s from keys.server where id = any($1) order by id for no key update".formatted(COLUMNS);

    private static final String COUNT_VERSION_UP = """
            with locked as (select id from keys.server where id = any($1) order by id for no key update)
            update keys.server set version = version + 1
             where id in (select id from locked)
            returning %s
            """.formatted(COLUMNS);

    private static final String SAVE = """
            insert into keys.server (id, location, protocol, host, capacity, mode, managed_by, file_says, version)
            select id, location, protocol, host, capacity, mode, managed_by, file_says, version
              from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::text[],
                          $8::text[], $9::bigint[])
                   as said(id, location, protocol, host, capacity, mode, managed_by, file_says, version)
             order by id
            on conflict (id) do update
               set location = excluded.location,
                   host = excluded.host,
                   capacity = excluded.capacity,
                   mode = excluded.mode,
                   file_says = excluded.file_says,
                   version = excluded.version
            """;

    private static final String ADD_TURNS = """
            insert into keys.server_turn (server_id) select id from unnest($1::text[]) as added(id)
            on conflict (server_id) do nothing
            """;

    private static final String TAKE_TURN_SOON = """
            update keys.server_turn set due_at = least(due_at, platform.now()), fails = 0
             where server_id = $1 and due_at is not null
            """;

    private ServerRows() {}

    static Uni<List<Server>> lockAll(Sql sql) {
        return sql.query(ONE_FILE_AT_A_TIME).chain(() -> sql.query(LOCK_ALL)).map(ServerRows::servers);
    }

    static Uni<List<Server>> lock(Sql sql, Collection<ServerId> ids) {
        return sql.query(LOCK, (Object) texts(ids, ServerId::value)).map(ServerRows::servers);
    }

    static Uni<List<Server>> countVersionUp(Sql sql, Collection<ServerId> ids) {
        return sql.query(COUNT_VERSION_UP, (Object) texts(ids, ServerId::value)).map(ServerRows::servers);
    }

    /** What is reserved stays as it is, for that is counted by others. */
    static Uni<Void> save(Sql sql, Collection<Server> servers) {
        if (servers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.update(
                        SAVE,
                        texts(servers, server -> server.id().value()),
                        texts(servers, server -> server.location().value()),
                        texts(servers, server -> server.protocol().name()),
                        texts(servers, Server::host),
                        integers(servers, Server::capacity),
                        texts(servers, server -> server.mode().name()),
                        texts(servers, server -> server.managedBy().name()),
                        texts(servers, server -> name(server.fileSays())),
                        numbers(servers, Server::version))
                .chain(() -> sql.update(
                        ADD_TURNS, (Object) texts(servers, server -> server.id().value())))
                .replaceWithVoid();
    }

    /** What waits for a server that did not answer need not wait longer. */
    static Uni<Void> takeTurnSoon(Sql sql, ServerId server) {
        return sql.update(TAKE_TURN_SOON, server.value()).replaceWithVoid();
    }

    private static List<Server> servers(List<SqlRow> rows) {
        return rows.stream().map(ServerRows::server).toList();
    }

    private static Server server(SqlRow row) {
        return new Server(
                new ServerId(row.text(0)),
                new LocationCode(row.text(1)),
                Protocol.valueOf(row.text(2)),
                row.text(3),
                row.integer(4),
                row.integer(5),
                ServerMode.valueOf(row.text(6)),
                ManagedBy.valueOf(row.text(7)),
                row.isNull(8) ? null : ServerMode.valueOf(row.text(8)),
                row.isNull(9) ? null : WireGuardText.read(row.text(9)),
                row.number(10));
    }

    private static String name(ServerMode mode) {
        return mode == null ? null : mode.name();
    }
}
