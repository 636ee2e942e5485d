package dev.llavero.platform.consumer;

import dev.llavero.contracts.Message;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Turns a batch into rows, inside the transaction that also moves the position. Never calls the outside. Fails with {@link
 * Poison} to have one message taken out.
 */
@FunctionalInterface
public interface BatchHandler<M extends Message> {
    /** @param fresh what has not been handled before, in the topic's order; never empty */
    Uni<Void> handle(List<Envelope<M>> fresh, Sql sql);
}
