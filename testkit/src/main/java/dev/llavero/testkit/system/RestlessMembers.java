package dev.llavero.testkit.system;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Strangers who join consumer groups, are given partitions, and leave again without a word of what they read: every join and
 * every leave makes the whole group share out its partitions anew. Whoever leaves in the middle of a join is waited for as long as one of
 * Llavero's own consumers would be.
 */
public final class RestlessMembers {
    private static final Duration STAY = Duration.ofMillis(500);

    private final String bootstrapServers;

    public RestlessMembers(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * One in each group, in and out about once a second; returns when all have left for good.
     *
     * @param topics by group
     */
    public void comeAndGo(Map<String, String> topics, Duration howLong) {
        var until = System.nanoTime() + howLong.toNanos();
        CompletableFuture.allOf(topics.entrySet().stream()
                        .map(group -> CompletableFuture.runAsync(
                                () -> comeAndGo(group.getKey(), group.getValue(), until),
                                task -> Thread.ofPlatform().daemon().start(task)))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private void comeAndGo(String group, String topic, long until) {
        while (System.nanoTime() < until) {
            try (var member = new KafkaConsumer<>(
                    Map.<String, Object>of(
                            "bootstrap.servers", bootstrapServers,
                            "group.id", group,
                            "enable.auto.commit", "false",
                            "session.timeout.ms", "6000",
                            "heartbeat.interval.ms", "1500"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer())) {
                member.subscribe(List.of(topic));
                var leaves = System.nanoTime() + STAY.toNanos();
                while (member.assignment().equals(Set.of()) && System.nanoTime() < until
                        || System.nanoTime() < leaves) {
                    member.poll(Duration.ofMillis(100));
                }
            }
        }
    }
}
