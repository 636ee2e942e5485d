package dev.llavero.benchmarks.contender;

import dev.llavero.benchmarks.measure.CpuTime;
import dev.llavero.benchmarks.measure.Moment;
import dev.llavero.benchmarks.measure.Stopwatch;
import dev.llavero.benchmarks.measure.Work;
import dev.llavero.testkit.system.LlaveroSystem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A limit: a producer that does nothing but produce, with the settings of our relay. */
public final class RawKafka implements AutoCloseable {
    public static final String NAME = "raw Kafka producer, acks=all (limit)";

    private static final String TOPIC = "benchmark.raw";

    private final LlaveroSystem system;
    private final KafkaProducer<byte[], byte[]> producer;

    public RawKafka(LlaveroSystem system) {
        this.system = system;
        topic(system, TOPIC);
        producer = producer(system);
    }

    static void topic(LlaveroSystem system, String name) {
        try (var admin = system.broker().admin()) {
            admin.createTopics(List.of(new NewTopic(name, 6, (short) 1))).all().get();
        } catch (ExecutionException failure) {
            if (!(failure.getCause() instanceof TopicExistsException)) throw new IllegalStateException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    static KafkaProducer<byte[], byte[]> producer(LlaveroSystem system) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", LlaveroApp.brokers(system),
                        "acks", "all",
                        "enable.idempotence", "true",
                        "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The producer is a part of this process, which does little else meanwhile. */
    public Stopwatch stopwatch() {
        return Stopwatch.start(
                () -> CpuTime.of(ProcessHandle.current().pid()),
                () -> CpuTime.of(system.backing().kafka().pid()));
    }

    /** Returns when all are acknowledged. */
    public void burst(int records, ConsumerRecord<byte[], byte[]> like) {
        var acknowledgements = new ArrayList<Future<RecordMetadata>>(records);
        for (int i = 0; i < records; i++) acknowledgements.add(producer.send(copy(like, TOPIC)));
        acknowledgements.forEach(RawKafka::await);
    }

    /** Milliseconds from each send to its acknowledgement. */
    public Collection<Double> at(double perSecond, int records, ConsumerRecord<byte[], byte[]> like) {
        var took = new ConcurrentLinkedQueue<Double>();
        Work.at(perSecond, records, number -> {
            double began = Moment.now();
            await(producer.send(copy(like, TOPIC)));
            took.add((Moment.now() - began) * 1000);
        });
        return took;
    }

    static ProducerRecord<byte[], byte[]> copy(ConsumerRecord<byte[], byte[]> like, String topic) {
        return new ProducerRecord<>(topic, null, like.key(), like.value(), like.headers());
    }

    static void await(Future<RecordMetadata> acknowledgement) {
        try {
            acknowledgement.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
