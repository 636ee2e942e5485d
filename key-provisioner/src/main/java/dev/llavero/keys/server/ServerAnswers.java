package dev.llavero.keys.server;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.ServerCommand;
import dev.llavero.contracts.ServerCommand.ChangeServerMode;
import dev.llavero.contracts.ServerEvent.ServerState;
import dev.llavero.contracts.ServerId;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.message.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Answers commands one after another, each seeing what the ones before it did. */
final class ServerAnswers {
    private static final Logger LOG = Logger.getLogger(ServerCommands.class);

    private final Map<ServerId, Server> servers = new HashMap<>();
    private final List<Envelope<ServerState>> states = new ArrayList<>();
    private final Map<LocationCode, Location> places;
    private final Instant now;

    ServerAnswers(Collection<Server> locked, Map<LocationCode, Location> places, Instant now) {
        locked.forEach(server -> servers.put(server.id(), server));
        this.places = places;
        this.now = now;
    }

    void answer(Envelope<ServerCommand> asked) {
        switch (asked.message()) {
            case ChangeServerMode change -> answer(asked, change);
        }
    }

    Collection<Server> servers() {
        return servers.values();
    }

    List<Envelope<ServerState>> states() {
        return states;
    }

    private void answer(Envelope<ServerCommand> asked, ChangeServerMode change) {
        var server = servers.get(change.serverId());
        var refusal = ServerDecider.refusal(server, change).orElse(null);
        log(server, change, refusal, asked);
        if (server == null) {
            states.add(asked.answer(Ids.next(), aboutNoServer(change.serverId(), refusal), 0, now));
            return;
        }
        var after = (refusal == null ? server.in(change.mode()) : server).published();
        servers.put(after.id(), after);
        var state = after.state(places.get(after.location()), refusal);
        states.add(asked.answer(Ids.next(), state, after.version(), now));
    }

    /** Version 0, which every reader of states takes for no state: see docs/servers.md. */
    private static ServerState aboutNoServer(ServerId id, Reason refusal) {
        return new ServerState(id, null, null, null, null, null, 0, false, null, null, null, refusal);
    }

    private static void log(Server server, ChangeServerMode change, Reason refusal, Envelope<ServerCommand> asked) {
        LOG.infof(
                "Server %s: %s → %s%s, asked by %s %s (%s)",
                change.serverId(),
                server == null ? "unknown" : FilePlan.word(server.mode()),
                FilePlan.word(change.mode()),
                refusal == null ? "" : " refused, " + refusal,
                change.requestedBy().kind(),
                change.requestedBy().who(),
                asked.correlationId());
    }
}
