package dev.llavero.views.servers;

import static dev.llavero.platform.sql.SqlValues.integers;
import static dev.llavero.platform.sql.SqlValues.numbers;
import static dev.llavero.platform.sql.SqlValues.texts;
import static dev.llavero.platform.sql.SqlValues.times;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.contracts.Json;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerEvent.ManagedBy;
import dev.llavero.contracts.ServerEvent.WireGuard;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;

/** The table {@code views.server_view_v1}, or a copy of it. */
final class ServerViewRows {
    static final String COLUMNS = """
            server_id, protocol, location, location_names, flag, host, capacity, room, mode, managed_by, wireguard,
            version, changed_at
            """;

    private static final String SAVE = """
            insert into %s as seen (%s)
            select server_id, protocol, location, location_names::jsonb, flag, host, capacity, room, mode, managed_by,
                   wireguard::jsonb, version, changed_at
              from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[],
                          $8::boolean[], $9::text[], $10::text[], $11::text[], $12::bigint[], $13::timestamptz[])
                   as said(%s)
            on conflict (server_id) do update
               set protocol = excluded.protocol,
                   location = excluded.location,
                   location_names = excluded.location_names,
                   flag = excluded.flag,
                   host = excluded.host,
                   capacity = excluded.capacity,
                   room = excluded.room,
                   mode = excluded.mode,
                   managed_by = excluded.managed_by,
                   wireguard = excluded.wireguard,
                   version = excluded.version,
                   changed_at = excluded.changed_at
             where seen.version < excluded.version
            """;

    private static final ObjectMapper JSON = Json.mapper();
    private static final TypeReference<Map<String, String>> NAMES = new TypeReference<>() {};

    private ServerViewRows() {}

    static Uni<Void> save(Sql sql, String table, Collection<ServerView> servers) {
        if (servers.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.update(
                        SAVE.formatted(table, COLUMNS, COLUMNS),
                        texts(servers, server -> server.server().value()),
                        texts(servers, server -> server.protocol().name()),
                        texts(servers, server -> server.location().value()),
                        texts(servers, server -> json(server.locationNames())),
                        texts(servers, ServerView::flag),
                        texts(servers, ServerView::host),
                        integers(servers, ServerView::capacity),
                        servers.stream().map(ServerView::room).toArray(Boolean[]::new),
                        texts(servers, server -> server.mode().name()),
                        texts(servers, server -> server.managedBy().name()),
                        texts(servers, server -> server.wireGuard() == null ? null : json(server.wireGuard())),
                        numbers(servers, ServerView::version),
                        times(servers, ServerView::changedAt))
                .replaceWithVoid();
    }

    static ServerView view(SqlRow row) {
        return new ServerView(
                new ServerId(row.text(0)),
                Protocol.valueOf(row.text(1)),
                new LocationCode(row.text(2)),
                names(row.text(3)),
                row.text(4),
                row.text(5),
                row.integer(6),
                row.flag(7),
                ServerMode.valueOf(row.text(8)),
                ManagedBy.valueOf(row.text(9)),
                row.isNull(10) ? null : wireGuard(row.text(10)),
                row.number(11),
                row.time(12));
    }

    static Map<String, String> names(String json) {
        try {
            return JSON.readValue(json, NAMES);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("A place's names are not as we wrote them", ours);
        }
    }

    private static WireGuard wireGuard(String json) {
        try {
            return JSON.readValue(json, WireGuard.class);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("What a WireGuard server said is not as we wrote it", ours);
        }
    }

    private static String json(Object facts) {
        try {
            return JSON.writeValueAsString(facts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Cannot write what is known of a server", impossible);
        }
    }
}
