package dev.llavero.keys.server;

import dev.llavero.contracts.ServerEvent.ServerState;
import dev.llavero.contracts.ServerId;
import dev.llavero.contracts.Topic;
import dev.llavero.keys.restore.LogReader;
import dev.llavero.platform.message.Envelope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/** {@code servers.state.v1} from its beginning. */
@ApplicationScoped
public class ServerLog {
    @Inject
    LogReader log;

    /** The last state of each server. */
    public Uni<Map<ServerId, Envelope<ServerState>>> read() {
        return Uni.createFrom().deferred(() -> {
            var last = new HashMap<ServerId, Envelope<ServerState>>();
            return log.read(Topic.SERVERS_STATE, envelope -> take(envelope, last))
                    .replaceWith(last);
        });
    }

    @SuppressWarnings("unchecked") // the codec admits only the topic's own family
    private static void take(Envelope<?> envelope, Map<ServerId, Envelope<ServerState>> last) {
        var state = (Envelope<ServerState>) envelope;
        // 0 is no state: a command about a server that there never was
        if (state.sequence() > 0) {
            last.merge(
                    state.message().serverId(), state, (one, other) -> other.sequence() > one.sequence() ? other : one);
        }
    }
}
