package dev.llavero.keys.server;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.ServerEvent.ManagedBy;
import dev.llavero.contracts.ServerEvent.ServerState;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.ServerMode;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes rows of what the log knows better than a restored database, keys' rows need them. Nothing is published: each server is left at
 * the version of its last state, so the next one goes on from there. The access is on no topic, so one that the database does not know of
 * is spoken to when the servers file has named it again.
 */
public final class ReturningServers {
    private ReturningServers() {}

    /** @return how many of them the log knew better */
    public static Uni<Integer> put(Sql sql, Collection<Envelope<ServerState>> logged) {
        return ServerRows.lockAll(sql)
                .map(rows -> rows.stream().collect(Collectors.toMap(Server::id, Function.identity())))
                .chain(known -> {
                    var newer = logged.stream()
                            .filter(state -> state.sequence()
                                    > version(known.get(state.message().serverId())))
                            .toList();
                    return LocationRows.save(sql, places(newer))
                            .chain(() -> ServerRows.save(sql, servers(newer, known)))
                            .replaceWith(newer.size());
                });
    }

    private static long version(Server known) {
        return known == null ? 0 : known.version();
    }

    /** As the youngest of these states tells them. */
    private static Collection<Location> places(List<Envelope<ServerState>> newer) {
        var places = new LinkedHashMap<LocationCode, Location>();
        newer.stream()
                .sorted(Comparator.comparing(Envelope::time))
                .map(Envelope::message)
                .forEach(state -> places.put(
                        state.location(), new Location(state.location(), state.flag(), state.locationNames())));
        return places.values();
    }

    private static List<Server> servers(List<Envelope<ServerState>> newer, Map<ServerId, Server> known) {
        return newer.stream()
                .map(state -> server(
                        state.message(),
                        state.sequence(),
                        known.get(state.message().serverId())))
                .toList();
    }

    private static Server server(ServerState state, long version, Server before) {
        return new Server(
                state.serverId(),
                state.location(),
                state.protocol(),
                state.host(),
                state.capacity(),
                before == null ? 0 : before.reserved(),
                state.mode(),
                state.managedBy(),
                before == null ? saidByFile(state) : before.fileSays(),
                before == null ? null : before.wireGuard(),
                version);
    }

    /**
     * The log does not tell what the file last said. If it was this, a mode that somebody commanded stands; and a server that is no longer
     * in the file is hidden.
     */
    private static ServerMode saidByFile(ServerState state) {
        return state.managedBy() == ManagedBy.FILE ? ServerMode.ACTIVE : null;
    }
}
