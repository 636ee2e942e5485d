package dev.llavero.views.keys;

import dev.llavero.contracts.KeyEvent;
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

/** {@code keys.events.v1} → {@code views.key_view_v1}. */
@ApplicationScoped
public class KeyViewProjection {
    private static final String CHANNEL = "projections-key-view-v1-in";
    private static final Feed FEED = Feed.projection(CHANNEL, Role.PROJECTIONS, Topic.KEYS_EVENTS);

    public static final ReadModel<KeyEvent> MODEL =
            new ReadModel<>("key-view", FEED, "views.key_view_v1", "key_id", KeyViewProjection::project);

    @Inject
    Batches batches;

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return batches.rows(FEED, records, MODEL.live());
    }

    private static Uni<Void> project(List<Envelope<KeyEvent>> events, Sql sql, String table) {
        var keys = events.stream().map(event -> event.message().keyId()).toList();
        return KeyViewRows.of(sql, table, keys)
                .map(known -> KeyHistory.retell(known, events))
                .chain(changed -> KeyViewRows.save(sql, table, changed));
    }
}
