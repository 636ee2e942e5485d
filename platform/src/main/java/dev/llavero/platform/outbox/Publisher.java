package dev.llavero.platform.outbox;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Hands messages to the broker and waits until it has them all. An idempotent producer per relay; after any doubt it is
 * closed, so that nothing of it can arrive later behind our back.
 */
@ApplicationScoped
class Publisher {
    private static final Duration DELIVERY = Duration.ofSeconds(8);

    /** All of {@code kafka.*}, also where it is given as {@code KAFKA_…} in the environment. */
    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    /** Ends when the broker has acknowledged every message; fails when one of them is in doubt. */
    Uni<Void> publish(Slot slot, List<WaitingMessage> messages) {
        return Uni.createFrom()
                .<Void>item(() -> {
                    send(slot, messages);
                    return null;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    Uni<Void> close(Slot slot) {
        return Uni.createFrom()
                .<Void>item(() -> {
                    slot.close();
                    return null;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private void send(Slot slot, List<WaitingMessage> messages) {
        send(slot.open(this::settings), messages);
    }

    /** Nothing is sent behind a message that is in doubt: it would overtake it. */
    static void send(Producer<byte[], byte[]> producer, List<WaitingMessage> messages) {
        var inDoubt = new AtomicReference<Exception>();
        var acknowledgements = new ArrayList<Future<RecordMetadata>>(messages.size());
        for (var message : messages) {
            acknowledgements.add(producer.send(message.toRecord(), (acknowledged, failure) -> {
                if (failure != null && inDoubt.compareAndSet(null, failure)) {
                    // What waits inside the producer stays there, too.
                    producer.close(Duration.ZERO);
                }
            }));
            if (inDoubt.get() != null) {
                throw new PublishException(inDoubt.get());
            }
        }
        producer.flush();
        for (var acknowledgement : acknowledgements) {
            await(acknowledgement);
        }
    }

    private static void await(Future<RecordMetadata> acknowledgement) {
        try {
            acknowledgement.get(DELIVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException doubt) {
            throw new PublishException(doubt);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new PublishException(stopping);
        }
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(kafka);
        settings.remove("group.id");
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "llavero-relay");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "4000");
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(DELIVERY.toMillis()));
        return settings;
    }

    /** Holds one relay's producer. */
    static final class Slot {
        private KafkaProducer<byte[], byte[]> producer;

        synchronized KafkaProducer<byte[], byte[]> open(java.util.function.Supplier<Map<String, Object>> settings) {
            if (producer == null) {
                producer = new KafkaProducer<>(settings.get(), new ByteArraySerializer(), new ByteArraySerializer());
            }
            return producer;
        }

        synchronized void close() {
            if (producer != null) {
                producer.close(Duration.ZERO);
                producer = null;
            }
        }
    }
}
