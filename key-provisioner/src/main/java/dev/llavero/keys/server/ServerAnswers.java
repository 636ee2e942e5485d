package dev.llavero.keys.server;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.ServerCommand;
import dev.llavero.contracts.ServerCommand.ChangeServerMode;
import dev.llavero.contracts.ServerCommand.RemoveForeignKey;
import dev.llavero.contracts.ServerEvent.ServerState;
import dev.llavero.contracts.ServerId;
import dev.llavero.keys.server.ForeignKey.Standing;
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
    private final List<Envelope<ServerCommand>> removals = new ArrayList<>();
    private final Map<LocationCode, Location> places;
    private final Map<ForeignKey, Standing> foreign;
    private final Instant now;

    ServerAnswers(
            Collection<Server> locked,
            Map<LocationCode, Location> places,
            Map<ForeignKey, Standing> foreign,
            Instant now) {
        locked.forEach(server -> servers.put(server.id(), server));
        this.places = places;
        this.foreign = foreign;
        this.now = now;
    }

    void answer(Envelope<ServerCommand> asked) {
        switch (asked.message()) {
            case ChangeServerMode change -> answer(asked, change);
            case RemoveForeignKey remove -> answer(asked, remove);
        }
    }

    Collection<Server> servers() {
        return servers.values();
    }

    List<Envelope<ServerState>> states() {
        return states;
    }

    /** Those that were accepted: they are answered when they are done. */
    List<Envelope<ServerCommand>> removals() {
        return removals;
    }

    private void answer(Envelope<ServerCommand> asked, ChangeServerMode change) {
        var server = servers.get(change.serverId());
        var refusal = ServerDecider.refusal(server, change).orElse(null);
        log(server, change, refusal, asked);
        tell(asked, refusal == null ? server.in(change.mode()) : server, refusal);
    }

    private void answer(Envelope<ServerCommand> asked, RemoveForeignKey remove) {
        var key = ForeignKey.of(remove);
        var server = servers.get(remove.serverId());
        var refusal = ServerDecider.refusal(server, remove, foreign.get(key)).orElse(null);
        LOG.infof(
                "A foreign key of %s is to go%s, asked by %s (%s)",
                remove.serverId(),
                refusal == null ? "" : ": refused, " + refusal,
                remove.requestedBy().who(),
                asked.correlationId());
        if (refusal == null) {
            foreign.put(key, Standing.BEING_REMOVED);
            removals.add(asked);
        } else {
            tell(asked, server, refusal);
        }
    }

    /** @param server null when there is none of that id */
    private void tell(Envelope<ServerCommand> asked, Server server, Reason refusal) {
        if (server == null) {
            states.add(asked.answer(Ids.next(), aboutNoServer(asked.message().serverId(), refusal), 0, now));
            return;
        }
        var after = server.published();
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
