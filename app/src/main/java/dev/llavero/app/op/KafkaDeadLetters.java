package dev.llavero.app.op;

import dev.llavero.contracts.DeadLetter;
import dev.llavero.contracts.Topic;
import dev.llavero.platform.message.Codec;
import dev.llavero.platform.message.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

final class KafkaDeadLetters implements DeadLetters {
    private static final Duration BROKER = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Settings settings;

    KafkaDeadLetters(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<BuriedRecord> all() {
        try (var consumer = LogReader.of(settings)) {
            var partitions = consumer.partitionsFor(Topic.DEAD_LETTERS.title()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions);
            var letters = new LinkedHashMap<UUID, BuriedRecord>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end.get(partition))) {
                consumer.poll(POLL).forEach(record -> keep(record, letters));
            }
            return List.copyOf(letters.values());
        } catch (KafkaException down) {
            throw new Unavailable("The broker does not answer: " + down.getMessage(), down);
        }
    }

    private static void keep(ConsumerRecord<byte[], byte[]> record, Map<UUID, BuriedRecord> letters) {
        if (Codec.decode(record) instanceof Codec.Decoded.Known(Envelope<?> told)
                && told.message() instanceof DeadLetter letter) {
            letters.putIfAbsent(told.id(), new BuriedRecord(told.id(), told.time(), letter));
        }
    }

    @Override
    public void replay(List<BuriedRecord> letters) {
        try (var producer = producer()) {
            var sent = new ArrayList<java.util.concurrent.Future<?>>();
            letters.forEach(buried -> sent.add(producer.send(record(buried.letter()))));
            for (var one : sent) {
                one.get();
            }
        } catch (ExecutionException doubt) {
            throw new Unavailable(
                    "The broker has not confirmed all of them. To replay them again does no harm", doubt.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unavailable("Interrupted while replaying", stopping);
        } catch (KafkaException down) {
            throw new Unavailable("The broker does not answer: " + down.getMessage(), down);
        }
    }

    /** Into the partition that it came from. */
    private static ProducerRecord<byte[], byte[]> record(DeadLetter letter) {
        var record = new ProducerRecord<>(
                letter.topic(),
                letter.partition(),
                letter.key() == null ? null : letter.key().getBytes(StandardCharsets.UTF_8),
                letter.value() == null ? null : Base64.getDecoder().decode(letter.value()));
        letter.headers().forEach((name, value) -> record.headers()
                .add(name, value == null ? null : value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        var client = client();
        client.put("acks", "all");
        client.put("enable.idempotence", true);
        client.put("linger.ms", 0);
        client.put("max.block.ms", BROKER.toMillis());
        client.put("delivery.timeout.ms", Math.toIntExact(BROKER.toMillis()));
        return new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> client() {
        var client = new HashMap<>(settings.kafka());
        client.remove("group.id");
        client.put("client.id", "llavero-op");
        client.put("request.timeout.ms", Math.toIntExact(BROKER.toMillis() / 2));
        return client;
    }
}
