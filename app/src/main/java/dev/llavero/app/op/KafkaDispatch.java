package dev.llavero.app.op;

import static java.util.stream.Collectors.toSet;

import dev.llavero.contracts.Command;
import dev.llavero.contracts.Event;
import dev.llavero.contracts.MessageType;
import dev.llavero.contracts.Topic;
import dev.llavero.platform.message.Codec;
import dev.llavero.platform.message.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends over Kafka. The ends of the event topic are looked up before the command leaves, so that its end cannot be missed,
 * however fast it comes.
 */
final class KafkaDispatch implements Dispatch {
    private static final Duration BROKER = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Settings settings;

    KafkaDispatch(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Outcome send(Envelope<? extends Command> command, Duration patience) {
        var deadline = Instant.now().plus(patience);
        var broker = BROKER.compareTo(patience) < 0 ? BROKER : patience;
        try (var events = LogReader.of(settings, broker)) {
            standAtTheEnd(events, command.message());
            publish(command, broker);
            return await(events, command, deadline);
        } catch (KafkaException down) {
            throw new Unavailable("The broker does not answer: " + reason(down), down);
        }
    }

    private static void standAtTheEnd(Consumer<byte[], byte[]> events, Command command) {
        var partitions = command.endsWith().stream()
                .map(end -> MessageType.of(end).topic())
                .distinct()
                .flatMap(topic -> partitions(events, topic))
                .collect(toSet());
        events.assign(partitions);
        events.endOffsets(partitions).forEach(events::seek);
    }

    private static Stream<TopicPartition> partitions(Consumer<byte[], byte[]> events, Topic topic) {
        return events.partitionsFor(topic.title()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()));
    }

    private void publish(Envelope<? extends Command> command, Duration broker) {
        try (var producer = producer(broker)) {
            producer.send(record(command)).get(2 * broker.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException doubt) {
            throw new Unavailable(
                    "The broker has not confirmed command %s, and it may have it or not: look before you try again"
                            .formatted(command.id()),
                    doubt);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unavailable("Interrupted while sending command " + command.id(), stopping);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Envelope<? extends Command> command) {
        var record = new ProducerRecord<>(
                Topic.of(command.message()).title(),
                bytes(command.message().subject()),
                bytes(Codec.body(command.message())));
        Codec.headers(command).forEach((name, value) -> record.headers().add(name, bytes(value)));
        return record;
    }

    /** The command is confirmed: from here on, a broker that fails only means that there is no answer yet. */
    private static Outcome await(
            Consumer<byte[], byte[]> events, Envelope<? extends Command> command, Instant deadline) {
        while (Instant.now().isBefore(deadline)) {
            var end = StreamSupport.stream(events.poll(POLL).spliterator(), false)
                    .flatMap(record -> endOf(command, record).stream())
                    .findFirst();
            if (end.isPresent()) {
                return Outcome.of(end.get());
            }
        }
        return new Outcome.Unanswered();
    }

    private static Optional<Event> endOf(Envelope<? extends Command> command, ConsumerRecord<byte[], byte[]> record) {
        return Codec.decode(record) instanceof Codec.Decoded.Known(Envelope<?> told)
                        && told.correlationId().equals(command.id())
                        && told.message() instanceof Event event
                        && isOneOf(command.message().endsWith(), event)
                ? Optional.of(event)
                : Optional.empty();
    }

    private static boolean isOneOf(Set<Class<? extends Event>> ends, Event event) {
        return ends.contains(event.getClass());
    }

    private Producer<byte[], byte[]> producer(Duration broker) {
        var producer = client(broker);
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, broker.toMillis());
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Math.toIntExact(broker.toMillis()));
        return new KafkaProducer<>(producer, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> client(Duration broker) {
        var client = new HashMap<>(settings.kafka());
        client.remove("group.id");
        client.put(CommonClientConfigs.CLIENT_ID_CONFIG, "llavero-op");
        client.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(broker.toMillis() / 2));
        return client;
    }

    private static String reason(KafkaException down) {
        return down.getCause() == null ? down.getMessage() : down.getCause().getMessage();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
