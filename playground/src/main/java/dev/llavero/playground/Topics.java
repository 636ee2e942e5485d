package dev.llavero.playground;

import dev.llavero.contracts.Topic;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;

/** The topics that Llavero needs, made where they are missing. Those that exist stay as their operator made them. */
final class Topics {
    private static final long PATIENCE_SECONDS = 30;

    private Topics() {}

    /** @param client settings of a Kafka client */
    static void createMissing(Map<String, Object> client) {
        try (Admin admin = Admin.create(client)) {
            Set<String> present = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            var missing = Arrays.stream(Topic.values())
                    .filter(topic -> !present.contains(topic.title()))
                    .map(Topics::asNew)
                    .toList();
            admin.createTopics(missing).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new Refusal(
                    Refusal.FAILED,
                    "Kafka at %s makes no topics: %s".formatted(client.get("bootstrap.servers"), innermost(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kafka says outside only that there was a failure. */
    private static Throwable innermost(Throwable failure) {
        return failure.getCause() == null ? failure : innermost(failure.getCause());
    }

    /** As many copies as the broker makes by default: one here, three on a cluster. */
    private static NewTopic asNew(Topic topic) {
        return new NewTopic(topic.title(), Optional.of(topic.partitions()), Optional.<Short>empty())
                .configs(topic.brokerSettings());
    }
}
