package dev.llavero.platform.outbox;

import static dev.llavero.platform.sql.SqlValues.numbers;
import static dev.llavero.platform.sql.SqlValues.texts;
import static dev.llavero.platform.sql.SqlValues.times;
import static dev.llavero.platform.sql.SqlValues.uuids;

import dev.llavero.contracts.MessageType;
import dev.llavero.contracts.Topic;
import dev.llavero.platform.message.Codec;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.role.Role;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Messages wait here, in the same transaction as what they tell of, until the {@link Relay} has them on the broker.
 *
 * <p>Add an aggregate's events while its row is locked: then the order of rows is the order per key.
 */
public final class Outbox {
    private static final String ADD = """
            insert into %s.outbox (id, aggregatetype, aggregateid, type, payload, time, version,
                                   correlationid, causationid, traceparent)
            select id, aggregatetype, aggregateid, type, payload, time, version, correlationid, causationid, traceparent
              from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::bigint[],
                          $8::uuid[], $9::uuid[], $10::text[])
                   with ordinality as message(id, aggregatetype, aggregateid, type, payload, time, version,
                                              correlationid, causationid, traceparent, position)
             order by position
            """;

    private Outbox() {}

    /** The nudge that wakes the relay of a schema. */
    public static String nudge(Role owner) {
        return owner.schema() + ".outbox";
    }

    public static Uni<Void> add(Sql sql, Role owner, List<? extends Envelope<?>> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sql.update(
                        ADD.formatted(owner.schema()),
                        uuids(messages, Envelope::id),
                        texts(messages, envelope -> Topic.of(envelope.message()).title()),
                        texts(messages, envelope -> envelope.message().subject()),
                        texts(messages, envelope -> MessageType.of(envelope.message())
                                .name()),
                        texts(messages, envelope -> Codec.body(envelope.message())),
                        times(messages, Envelope::time),
                        numbers(messages, Envelope::sequence),
                        uuids(messages, Envelope::correlationId),
                        uuids(messages, Envelope::causationId),
                        texts(messages, Envelope::traceparent))
                .replaceWithVoid();
    }
}
