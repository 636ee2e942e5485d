package dev.llavero.platform.projection;

import dev.llavero.contracts.Message;
import dev.llavero.platform.consumer.BatchHandler;
import dev.llavero.platform.consumer.Feed;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * A table that is retold from one topic.
 *
 * @param title what operators call it
 * @param table the live one
 * @param key the column that tells its rows apart
 */
public record ReadModel<M extends Message>(String title, Feed feed, String table, String key, Telling<M> telling) {
    /** As a {@link BatchHandler}, into whichever table of the same form. */
    @FunctionalInterface
    public interface Telling<M extends Message> {
        Uni<Void> tell(List<Envelope<M>> fresh, Sql sql, String table);
    }

    public BatchHandler<M> live() {
        return into(table);
    }

    BatchHandler<M> into(String copy) {
        return (fresh, sql) -> telling.tell(fresh, sql, copy);
    }
}
