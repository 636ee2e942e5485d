package dev.llavero.benchmarks.contender;

import dev.llavero.benchmarks.measure.Moment;
import dev.llavero.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads {@code keys.commands.v1} all the time, as any other reader would, and keeps when each command was there. */
public final class CommandWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final BlockingQueue<Seen> arrived = new LinkedBlockingQueue<>();
    private final Thread reader;
    private volatile ConsumerRecord<byte[], byte[]> sample;

    private record Seen(UUID command, double at) {}

    /** Begins at the end of the topic as it is now. */
    public CommandWatch(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topic.KEYS_COMMANDS.title()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reader = Thread.ofPlatform().name("command-watch").start(this::read);
    }

    /** The relay may repeat a command: only the first counts, also if the repetition comes much later. */
    private void read() {
        var known = new HashSet<UUID>();
        try (consumer) {
            while (true) {
                var records = consumer.poll(POLL);
                double now = Moment.now();
                for (var record : records) {
                    sample = record;
                    var command = id(record);
                    if (known.add(command)) arrived.add(new Seen(command, now));
                }
            }
        } catch (WakeupException closing) {
            // the way to end a poll
        }
    }

    /** The next so many commands, and when each was there to be read. */
    public Map<UUID, Double> await(int commands, Duration longest) {
        var seen = new HashMap<UUID, Double>();
        double until = Moment.now() + longest.toSeconds();
        while (seen.size() < commands) {
            var next = next(until - Moment.now());
            if (next == null) {
                throw new IllegalStateException(
                        "only %d of %d commands within %s".formatted(seen.size(), commands, longest));
            }
            seen.put(next.command(), next.at());
        }
        return seen;
    }

    private Seen next(double seconds) {
        try {
            return arrived.poll((long) (seconds * 1000), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    /** The last command seen: what a raw producer is to send. */
    public ConsumerRecord<byte[], byte[]> sample() {
        return sample;
    }

    private static UUID id(ConsumerRecord<byte[], byte[]> record) {
        return UUID.fromString(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
