package dev.llavero.keys.server;

import dev.llavero.contracts.ServerId;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Collection;

public final class ServerStates {
    private ServerStates() {}

    public static Uni<Void> publish(Sql sql, Collection<ServerId> servers) {
        return Uni.createFrom().voidItem();
    }
}
