package dev.llavero.views.servers;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.ServerId;
import dev.llavero.platform.sql.Sql;
import dev.llavero.platform.sql.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What there is to know about servers and places. The injected one asks outside of transactions; {@code new
 * PlaceViews(sql)} asks inside one.
 */
public record PlaceViews(Sql sql) {
    /** A place is called what its first server calls it. */
    private static final String PLACES = """
            select location,
                   (array_agg(flag order by server_id))[1],
                   (array_agg(location_names::text order by server_id))[1],
                   string_agg(distinct protocol, ',')
              from views.server_view
             where mode = 'ACTIVE' and room
             group by location
            having $1::text is null or bool_or(protocol = $1)
             order by location
            """;

    private static final String SERVERS = """
            select %s from views.server_view
             where $1::text is null or server_id = $1
             order by server_id
            """.formatted(ServerViewRows.COLUMNS);

    /** @param protocol only places that offer it; null for all */
    public Uni<List<PlaceView>> places(Protocol protocol) {
        return sql.query(PLACES, protocol == null ? null : protocol.name())
                .map(rows -> rows.stream().map(PlaceViews::place).toList());
    }

    public Uni<Optional<ServerView>> server(ServerId server) {
        return sql.query(SERVERS, server.value())
                .map(rows -> rows.stream().map(ServerViewRows::view).findFirst());
    }

    /** All of them, whatever their mode. */
    public Uni<List<ServerView>> servers() {
        return sql.query(SERVERS, (Object) null)
                .map(rows -> rows.stream().map(ServerViewRows::view).toList());
    }

    private static PlaceView place(SqlRow row) {
        return new PlaceView(
                new LocationCode(row.text(0)), row.text(1), ServerViewRows.names(row.text(2)), protocols(row.text(3)));
    }

    private static Set<Protocol> protocols(String names) {
        return Arrays.stream(names.split(","))
                .map(Protocol::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Protocol.class)));
    }
}
