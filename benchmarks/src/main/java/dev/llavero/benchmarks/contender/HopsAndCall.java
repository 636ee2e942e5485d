package dev.llavero.benchmarks.contender;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.benchmarks.measure.CpuTime;
import dev.llavero.benchmarks.measure.Latencies;
import dev.llavero.benchmarks.measure.Moment;
import dev.llavero.benchmarks.measure.Stopwatch;
import dev.llavero.benchmarks.measure.Work;
import dev.llavero.testkit.Trust;
import dev.llavero.testkit.outline.OutlineSimulator;
import dev.llavero.testkit.system.LlaveroSystem;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A limit: a record goes to a topic, from there to another, and who reads that one makes a key on the server. */
public final class HopsAndCall implements AutoCloseable {
    public static final String NAME = "two Kafka hops and the server call (limit)";

    private static final String FIRST = "benchmark.hop.1";
    private static final String SECOND = "benchmark.hop.2";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long LONGEST_SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LlaveroSystem system;
    private final URI keys;
    private final HttpClient https;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Hop first;
    private final Hop second;
    private final Map<String, CompletableFuture<Double>> arrivals = new ConcurrentHashMap<>();

    public HopsAndCall(LlaveroSystem system, OutlineSimulator server) {
        this.system = system;
        keys = URI.create(server.apiUrl() + "/access-keys/");
        https = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(Trust.anybody())
                .build();
        RawKafka.topic(system, FIRST);
        RawKafka.topic(system, SECOND);
        producer = RawKafka.producer(system);
        first = new Hop(
                FIRST, record -> producer.send(new ProducerRecord<>(SECOND, null, record.key(), record.value())));
        second = new Hop(SECOND, this::makeKey);
    }

    public Stopwatch stopwatch() {
        return Stopwatch.start(
                () -> CpuTime.of(ProcessHandle.current().pid()),
                () -> CpuTime.of(system.backing().kafka().pid()));
    }

    /** From each first send to the server's answer. */
    public Latencies at(double perSecond, int count, int recordBytes) {
        var began = new ConcurrentHashMap<String, Double>();
        var ended = new ConcurrentHashMap<String, Double>();
        Work.at(perSecond, count, number -> {
            var id = UUID.randomUUID().toString();
            var arrival = new CompletableFuture<Double>();
            arrivals.put(id, arrival);
            began.put(id, Moment.now());
            producer.send(new ProducerRecord<>(FIRST, id.getBytes(StandardCharsets.UTF_8), new byte[recordBytes]));
            ended.put(id, arrived(arrival));
        });
        return Latencies.between(began, ended);
    }

    private static double arrived(CompletableFuture<Double> arrival) {
        try {
            return arrival.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("a record did not come through", failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    private void makeKey(ConsumerRecord<byte[], byte[]> record) {
        var id = new String(record.key(), StandardCharsets.UTF_8);
        var arrival = arrivals.remove(id);
        https.sendAsync(put(id), BodyHandlers.ofByteArray()).whenComplete((answer, failure) -> {
            if (failure != null) arrival.completeExceptionally(failure);
            else if (answer.statusCode() != 201)
                arrival.completeExceptionally(new IllegalStateException("PUT: " + answer.statusCode()));
            else arrival.complete(Moment.now());
        });
    }

    private HttpRequest put(String id) {
        var body = JSON.createObjectNode()
                .put("name", id)
                .put("method", "chacha20-ietf-poly1305")
                .put("password", id);
        return HttpRequest.newBuilder(keys.resolve(id))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body.toString()))
                .build();
    }

    @Override
    public void close() {
        first.close();
        second.close();
        producer.close();
    }

    /** Reads a topic and passes on what it reads. */
    private final class Hop implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Thread reader;

        Hop(String topic, Consumer<ConsumerRecord<byte[], byte[]>> next) {
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", LlaveroApp.brokers(system)),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            reader = Thread.ofPlatform().name(topic).start(() -> read(next));
        }

        private void read(Consumer<ConsumerRecord<byte[], byte[]>> next) {
            try (consumer) {
                while (true) consumer.poll(POLL).forEach(next);
            } catch (WakeupException closing) {
                // the way to end a poll
            }
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
}
