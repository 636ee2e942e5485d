package dev.llavero.benchmarks.contender;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.contracts.Json;
import dev.llavero.contracts.KeyCommand.CreateKey;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.MessageType;
import dev.llavero.contracts.Protocol;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.Topic;
import dev.llavero.contracts.UserId;
import dev.llavero.testkit.system.LlaveroSystem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Asks for keys on {@code keys.commands.v1}, as a gateway does, each for somebody else. */
public final class Wishes implements AutoCloseable {
    private static final ObjectMapper JSON = Json.mapper();

    private final KafkaProducer<byte[], byte[]> producer;

    public Wishes(LlaveroSystem system) {
        producer = RawKafka.producer(system);
    }

    /** One in each place; returns when the broker has them. */
    public void keys(List<String> places) {
        places.forEach(place -> producer.send(record(new LocationCode(place))));
        producer.flush();
    }

    private static ProducerRecord<byte[], byte[]> record(LocationCode place) {
        var user = new UserId(UUID.randomUUID());
        var command = new CreateKey(
                new KeyId(UUID.randomUUID()), user, Protocol.OUTLINE, place, null, RequestedBy.user(user));
        var id = UUID.randomUUID().toString();
        var record = new ProducerRecord<>(Topic.KEYS_COMMANDS.title(), bytes(command.subject()), body(command));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id,
                        "ce_type",
                        MessageType.of(command).name(),
                        "ce_source",
                        "/llavero",
                        "ce_subject",
                        command.subject(),
                        "ce_time",
                        Instant.now().toString(),
                        "ce_sequence",
                        "0",
                        "ce_correlationid",
                        id,
                        "content-type",
                        "application/json")
                .forEach((name, value) -> record.headers().add(name, bytes(value)));
        return record;
    }

    private static byte[] body(CreateKey command) {
        try {
            return JSON.writeValueAsBytes(command);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
