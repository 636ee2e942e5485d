package dev.llavero.platform.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PublisherTest {
    private static final UUID KEY = new UUID(1, 1);

    @Test
    void nothingOvertakesAMessageThatIsInDoubt() {
        var producer = new ForATimeWithoutBroker(2);

        assertThrows(PublishException.class, () -> Publisher.send(producer, events(1, 2, 3, 4)));

        assertEquals(1, producer.history().size(), "what came before it");
        assertTrue(producer.closed(), "nothing that the producer holds is sent any more");
    }

    @Test
    void allGoInOrder() {
        var producer = new ForATimeWithoutBroker(0);

        Publisher.send(producer, events(1, 2, 3));

        assertEquals(
                List.of("1", "2", "3"),
                producer.history().stream()
                        .map(published -> new String(
                                published.headers().lastHeader("ce_sequence").value()))
                        .toList());
    }

    /** As a producer does that waits in vain for the topic's partitions, and finds them when it is asked the next time. */
    private static final class ForATimeWithoutBroker extends MockProducer<byte[], byte[]> {
        private final int failing;
        private int sent;

        /** @param failing the how manieth message fails; 0 for none */
        ForATimeWithoutBroker(int failing) {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.failing = failing;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> published, Callback callback) {
            if (++sent != failing) {
                return super.send(published, callback);
            }
            var nobody = new TimeoutException("not present in metadata after 4000 ms");
            callback.onCompletion(null, nobody);
            return CompletableFuture.failedFuture(nobody);
        }
    }

    private static List<WaitingMessage> events(Integer... versions) {
        return Stream.of(versions).map(PublisherTest::event).toList();
    }

    private static WaitingMessage event(int version) {
        return new WaitingMessage(
                version,
                new UUID(2, version),
                "keys.events.v1",
                KEY.toString(),
                "dev.llavero.keys.KeyCreated.v1",
                "{}",
                "2026-01-02T03:04:05Z",
                version,
                KEY,
                null,
                null,
                Instant.EPOCH);
    }
}
