package dev.llavero.views.servers;

import dev.llavero.contracts.ServerEvent;
import dev.llavero.contracts.Topic;
import dev.llavero.platform.consumer.Batches;
import dev.llavero.platform.consumer.Feed;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.projection.ReadModel;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** {@code servers.state.v1} → {@code views.server_view_v1}. */
@ApplicationScoped
public class ServerViewProjection {
    private static final String CHANNEL = "projections-server-view-v1-in";
    private static final Feed FEED = Feed.projection(CHANNEL, Role.PROJECTIONS, Topic.SERVERS_STATE);

    public static final ReadModel<ServerEvent> MODEL =
            new ReadModel<>("server-view", FEED, "views.server_view_v1", "server_id", ServerViewProjection::project);

    @Inject
    Batches batches;

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return batches.rows(FEED, records, MODEL.live());
    }

    private static Uni<Void> project(List<Envelope<ServerEvent>> states, Sql sql, String table) {
        return ServerViewRows.save(sql, table, ServerHistory.retell(states));
    }
}
