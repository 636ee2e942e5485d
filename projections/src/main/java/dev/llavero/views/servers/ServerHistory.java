package dev.llavero.views.servers;

import dev.llavero.contracts.ServerEvent;
import dev.llavero.contracts.ServerEvent.ServerState;
import dev.llavero.contracts.ServerId;
import dev.llavero.platform.message.Envelope;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/** Retells servers from their states. Pure: the same states give the same rows, however often they arrive. */
final class ServerHistory {
    private ServerHistory() {}

    /** @return each server once, as its newest state says; a refusal about no server says nothing */
    static Collection<ServerView> retell(List<Envelope<ServerEvent>> states) {
        var newest = new HashMap<ServerId, ServerView>();
        states.stream()
                .filter(state -> state.sequence() > 0)
                .map(ServerHistory::view)
                .forEach(view -> newest.merge(
                        view.server(), view, (one, other) -> one.version() < other.version() ? other : one));
        return newest.values();
    }

    private static ServerView view(Envelope<ServerEvent> state) {
        return switch (state.message()) {
            case ServerState server ->
                new ServerView(
                        server.serverId(),
                        server.protocol(),
                        server.location(),
                        server.locationNames(),
                        server.flag(),
                        server.host(),
                        server.capacity(),
                        server.room(),
                        server.mode(),
                        server.managedBy(),
                        server.wireGuard(),
                        state.sequence(),
                        state.time());
        };
    }
}
