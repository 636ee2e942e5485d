package dev.llavero.testkit.system;

import dev.llavero.contracts.Topic;
import dev.llavero.testkit.invariant.Tampering;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The log, to look into. */
public final class Broker {
    private static final Duration SESSION = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;

    private Broker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    public static Broker at(String bootstrapServers) {
        return new Broker(bootstrapServers);
    }

    /** One record, as another system would see it; a key or value that is not there is empty. */
    public record Seen(
            String topic, int partition, long offset, String key, Map<String, String> headers, String value) {
        static Seen of(ConsumerRecord<String, String> record) {
            var headers = new java.util.TreeMap<String, String>();
            record.headers()
                    .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            return new Seen(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    Objects.requireNonNullElse(record.key(), ""),
                    headers,
                    Objects.requireNonNullElse(record.value(), ""));
        }

        public String type() {
            var type = headers.getOrDefault("ce_type", "");
            return type.replaceAll("^dev\\.llavero\\.[a-z-]+\\.|\\.v[0-9]+$", "");
        }
    }

    public void createTopics() {
        try (var admin = admin()) {
            admin.createTopics(Arrays.stream(Topic.values()).map(Broker::asNew).toList())
                    .all()
                    .get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("making the topics", failure);
        }
    }

    private static NewTopic asNew(Topic topic) {
        return new NewTopic(topic.title(), topic.partitions(), (short) 1).configs(topic.brokerSettings());
    }

    private static boolean deleted(Admin admin) throws InterruptedException, ExecutionException {
        var groups = admin.listGroups().all().get().stream()
                .map(GroupListing::groupId)
                .toList();
        try {
            admin.deleteConsumerGroups(groups).all().get();
            return true;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            throw failure;
        }
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** Everything on these topics up to now, in order within each partition. */
    public List<Seen> all(Topic... topics) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = Arrays.stream(topics)
                    .flatMap(topic -> consumer.partitionsFor(topic.title()).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions);
            var seen = new ArrayList<Seen>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end.get(partition))) {
                consumer.poll(POLL).forEach(record -> seen.add(Seen.of(record)));
            }
            return seen;
        }
    }

    /** Puts a record on a topic, whatever it is. @return where it is now */
    public Tampering.Place put(Topic topic, byte[] key, Map<String, String> headers, byte[] value) {
        var record = new ProducerRecord<>(topic.title(), key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try (var producer = producer()) {
            return place(producer.send(record).get());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("putting a record on " + topic.title(), failure);
        }
    }

    /** Everything that is on these topics once more, in the same order within each partition. @return where it is now */
    public List<Tampering.Place> publishAgain(List<Topic> topics, Predicate<Seen> which) {
        try (var producer = producer()) {
            var sent = new ArrayList<Future<RecordMetadata>>();
            for (var topic : topics) {
                all(topic).stream().filter(which).forEach(seen -> sent.add(producer.send(copy(seen))));
            }
            var places = new ArrayList<Tampering.Place>();
            for (var copy : sent) {
                places.add(place(copy.get()));
            }
            return places;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("publishing again", failure);
        }
    }

    private static Tampering.Place place(RecordMetadata record) {
        return new Tampering.Place(record.topic(), record.partition(), record.offset());
    }

    private static ProducerRecord<byte[], byte[]> copy(Seen seen) {
        var record = new ProducerRecord<>(
                seen.topic(),
                seen.partition(),
                seen.key().getBytes(StandardCharsets.UTF_8),
                seen.value().getBytes(StandardCharsets.UTF_8));
        seen.headers().forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "max.request.size", 2_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Deletes every consumer group: for when nobody consumes. Waits for the sessions of those who were killed to end. */
    public void forgetOffsets() {
        try (var admin = admin()) {
            var until = System.nanoTime() + SESSION.toNanos();
            while (!deleted(admin) && System.nanoTime() < until) {
                LockSupport.parkNanos(POLL.toNanos());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("deleting the consumer groups", failure);
        }
    }
}
