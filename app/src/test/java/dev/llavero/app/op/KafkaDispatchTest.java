package dev.llavero.app.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.llavero.contracts.Event;
import dev.llavero.contracts.KeyCommand.RevokeKey;
import dev.llavero.contracts.KeyEvent.KeyRefused;
import dev.llavero.contracts.KeyEvent.KeyRevoked;
import dev.llavero.contracts.KeyEvent.KeyRevoking;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.Topic;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Codec;
import dev.llavero.platform.message.Envelope;
import dev.llavero.testkit.backing.BackingProcesses;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaDispatchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final UserId ANA = new UserId(UUID.randomUUID());

    private static Map<String, Object> kafka;

    private final Envelope<RevokeKey> revoke = Envelope.command(
            UUID.randomUUID(), new RevokeKey(new KeyId(UUID.randomUUID()), Wish.operator()), Instant.now());

    @BeforeAll
    static void makeTopics() throws Exception {
        kafka = Map.of("bootstrap.servers", BackingProcesses.shared().kafka().bootstrapServers());
        try (var admin = Admin.create(kafka)) {
            var topics = Stream.of(Topic.KEYS_COMMANDS, Topic.KEYS_EVENTS)
                    .map(topic -> new NewTopic(topic.title(), topic.partitions(), (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        }
    }

    @Test
    void aCommandEndsWithItsFinalEventAndNotWithOneOnTheWay() {
        var end = new KeyRevoked(key(), ANA);
        var answering = answer(seen -> List.of(
                seen.answer(UUID.randomUUID(), new KeyRevoking(key(), ANA), 3, Instant.now()),
                // Of somebody else's command about the same key.
                Envelope.command(UUID.randomUUID(), new KeyRevoked(key(), ANA), Instant.now()),
                seen.answer(UUID.randomUUID(), end, 4, Instant.now())));
        assertEquals(new Outcome.Done(end), send(PATIENCE));
        assertEquals(revoke, answering.join());
    }

    @Test
    void aRefusalIsAnEndToo() {
        var refusal = new KeyRefused(key(), null, "RevokeKey", Reason.NO_SUCH_KEY);
        answer(seen -> List.of(seen.answer(UUID.randomUUID(), refusal, 0, Instant.now())));
        assertEquals(new Outcome.Refused(refusal, Reason.NO_SUCH_KEY), send(PATIENCE));
    }

    @Test
    void whoeverDoesNotAnswerInTimeHasTheCommandAllTheSame() {
        var seen = answer(command -> List.of());
        assertInstanceOf(Outcome.Unanswered.class, send(Duration.ofSeconds(5)));
        assertEquals(revoke, seen.join());
    }

    @Test
    void noBrokerIsUnavailable() {
        var nobody = new KafkaDispatch(settings(Map.of("bootstrap.servers", "127.0.0.1:1")));
        assertThrows(Unavailable.class, () -> nobody.send(revoke, Duration.ofSeconds(2)));
    }

    private KeyId key() {
        return revoke.message().keyId();
    }

    private Outcome send(Duration patience) {
        return new KafkaDispatch(settings(kafka)).send(revoke, patience);
    }

    private static Settings settings(Map<String, Object> kafka) {
        return new Settings(kafka, "", "", "");
    }

    /** Plays the reader of commands: answers this test's command with these events, and gives what it read. */
    private CompletableFuture<Envelope<?>> answer(Function<Envelope<?>, List<Envelope<? extends Event>>> answers) {
        var commands = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var partitions = IntStream.range(0, Topic.KEYS_COMMANDS.partitions())
                .mapToObj(number -> new TopicPartition(Topic.KEYS_COMMANDS.title(), number))
                .toList();
        commands.assign(partitions);
        commands.seekToBeginning(Set.copyOf(partitions));
        return CompletableFuture.supplyAsync(() -> {
            try (commands) {
                var seen = read(commands);
                answers.apply(seen).forEach(KafkaDispatchTest::publish);
                return seen;
            }
        });
    }

    private Envelope<?> read(KafkaConsumer<byte[], byte[]> commands) {
        var deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            for (var record : commands.poll(Duration.ofMillis(100))) {
                if (Codec.decode(record) instanceof Codec.Decoded.Known(Envelope<?> envelope)
                        && envelope.id().equals(revoke.id())) {
                    return envelope;
                }
            }
        }
        throw new AssertionError("The command did not arrive");
    }

    private static void publish(Envelope<? extends Event> event) {
        try (var producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            var record = new ProducerRecord<>(
                    Topic.KEYS_EVENTS.title(), bytes(event.message().subject()), bytes(Codec.body(event.message())));
            Codec.headers(event).forEach((name, value) -> record.headers().add(name, bytes(value)));
            producer.send(record);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
