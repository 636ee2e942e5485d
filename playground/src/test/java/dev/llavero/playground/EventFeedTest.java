package dev.llavero.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.llavero.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class EventFeedTest {
    private static final TopicPartition SERVERS = new TopicPartition(Topic.SERVERS_STATE.title(), 0);
    private static final TopicPartition KEYS = new TopicPartition(Topic.KEYS_EVENTS.title(), 0);

    /** More than the feed keeps. */
    private static final int MANY = 600;

    private final MockConsumer<String, String> broker = new MockConsumer<>("earliest");

    @Test
    void aServerWasHeardOfHoweverMuchWasSaidSince() throws Exception {
        broker.schedulePollTask(this::tell);
        try (var feed = new EventFeed(broker, line -> {})) {
            var seen = feed.listen();
            for (int i = 0; i <= MANY; i++) seen.poll(10, TimeUnit.SECONDS);
            assertEquals(List.of(), feed.unheardOf(List.of("play-nl-1"), Duration.ofSeconds(10)));
            assertEquals(List.of("play-de-1"), feed.unheardOf(List.of("play-nl-1", "play-de-1"), Duration.ofMillis(1)));
        }
    }

    private void tell() {
        broker.rebalance(List.of(SERVERS, KEYS));
        broker.updateBeginningOffsets(Map.of(SERVERS, 0L, KEYS, 0L));
        broker.addRecord(record(SERVERS, 0, "play-nl-1"));
        for (int i = 0; i < MANY; i++) broker.addRecord(record(KEYS, i, "key " + i));
    }

    private static ConsumerRecord<String, String> record(TopicPartition where, long offset, String subject) {
        var record = new ConsumerRecord<>(where.topic(), where.partition(), offset, subject, "{}");
        record.headers().add("ce_subject", subject.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", null);
        return record;
    }
}
