package dev.llavero.platform.consumer;

import dev.llavero.contracts.DeadLetter;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.message.Ids;
import dev.llavero.platform.observe.Observed;
import dev.llavero.platform.outbox.Outbox;
import dev.llavero.platform.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** What could not be consumed leaves through the outbox, in the transaction that goes on without it. */
@ApplicationScoped
class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    @Inject
    Observed observed;

    Uni<Void> bury(Feed feed, List<DeadLetter> letters, Sql sql) {
        if (letters.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        letters.forEach(letter -> tell(feed, letter));
        return sql.query("select platform.now()")
                .map(rows -> rows.getFirst().time(0))
                .map(now ->
                        letters.stream().map(letter -> envelope(letter, now)).toList())
                .chain(messages -> Outbox.add(sql, feed.role(), messages));
    }

    private void tell(Feed feed, DeadLetter letter) {
        LOG.errorf(
                "Dead letter (%s) from %s-%d@%d at %s: %s",
                letter.kind(), letter.topic(), letter.partition(), letter.offset(), letter.consumer(), letter.reason());
        observed.deadLetter(feed.channel(), letter.kind());
    }

    /** The same record at the same consumer is the same letter, however often it is buried. */
    private static Envelope<DeadLetter> envelope(DeadLetter letter, Instant now) {
        var id = Ids.from(
                "dead-letter",
                letter.consumer(),
                letter.topic(),
                Integer.toString(letter.partition()),
                Long.toString(letter.offset()));
        return new Envelope<>(id, letter, now, 0, id, null, null);
    }
}
