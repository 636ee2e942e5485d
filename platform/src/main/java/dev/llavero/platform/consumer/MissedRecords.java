package dev.llavero.platform.consumer;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/** Reads what is in a {@link Hole}, with a consumer of its own that belongs to no group. */
@ApplicationScoped
class MissedRecords {
    private static final Logger LOG = Logger.getLogger(MissedRecords.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(8);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int AT_ONCE = 500;

    /** All of {@code kafka.*}, also where it is given as {@code KAFKA_…} in the environment. */
    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    /**
     * Gives all of them in order, one part after the other. Ends when the last part was handled; as long as the broker does not
     * serve us it begins anew.
     */
    Uni<Void> handled(Hole hole, Function<List<ConsumerRecord<byte[], byte[]>>, Uni<Void>> part) {
        return blocking(() -> open(hole))
                .chain(log -> Multi.createBy()
                        .repeating()
                        .uni(() -> next(log, hole, part))
                        .whilst(Boolean::booleanValue)
                        .collect()
                        .last()
                        .eventually(() -> blocking(() -> closed(log))))
                .onFailure()
                .invoke(failure -> LOG.warnf("%s cannot be read again now: %s", hole, failure))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely()
                .replaceWithVoid();
    }

    private static <T> Uni<T> blocking(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Consumer<byte[], byte[]> open(Hole hole) {
        var log =
                new KafkaConsumer<byte[], byte[]>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        log.assign(List.of(hole.partition()));
        log.seek(hole.partition(), hole.from());
        return log;
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "llavero-missed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        // What the broker has tidied away is gone; the rest is read.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(AT_ONCE));
        return settings;
    }

    /** @return whether there may be more */
    private static Uni<Boolean> next(
            Consumer<byte[], byte[]> log, Hole hole, Function<List<ConsumerRecord<byte[], byte[]>>, Uni<Void>> part) {
        return blocking(() -> log.poll(POLL).records(hole.partition()).stream()
                        .filter(record -> record.offset() < hole.to())
                        .toList())
                .chain(records -> records.isEmpty() ? Uni.createFrom().voidItem() : part.apply(records))
                .chain(() -> blocking(() -> !isAtEnd(log, hole)));
    }

    private static boolean isAtEnd(Consumer<byte[], byte[]> log, Hole hole) {
        var position = log.position(hole.partition(), ANSWER);
        return position >= hole.to()
                || position >= log.endOffsets(List.of(hole.partition()), ANSWER).get(hole.partition());
    }

    private static Void closed(Consumer<byte[], byte[]> log) {
        log.close();
        return null;
    }
}
