package dev.llavero.app.op;

import dev.llavero.contracts.Topic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Does the broker answer, and does it have every topic as it must be? */
final class KafkaExam {
    private static final String BROKER = "broker";
    private static final int PATIENCE_MILLIS = 10_000;

    private final Settings settings;

    KafkaExam(Settings settings) {
        this.settings = settings;
    }

    List<Finding> findings() {
        var client = new HashMap<>(settings.kafka());
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        try (var admin = Admin.create(client)) {
            var described = admin.describeTopics(
                            Arrays.stream(Topic.values()).map(Topic::title).toList())
                    .topicNameValues();
            return Arrays.stream(Topic.values())
                    .map(topic -> finding(topic, described))
                    .toList();
        } catch (KafkaException down) {
            return List.of(unreachable(down));
        }
    }

    private static Finding finding(Topic topic, Map<String, KafkaFuture<TopicDescription>> described) {
        var part = "topic " + topic.title();
        try {
            var partitions = described
                    .get(topic.title())
                    .get(2L * PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .partitions();
            var leaderless =
                    partitions.stream().filter(one -> one.leader() == null).count();
            if (partitions.size() != topic.partitions()) {
                return Finding.wrong(
                        part,
                        "%d partitions, must have %d".formatted(partitions.size(), topic.partitions()),
                        "the order of messages depends on it: see deploy/topics.yaml");
            }
            return leaderless == 0
                    ? Finding.well(part, partitions.size() + " partitions")
                    : Finding.wrong(part, leaderless + " partitions have no leader", "is a broker away?");
        } catch (ExecutionException failure) {
            return failure.getCause() instanceof UnknownTopicOrPartitionException
                    ? Finding.wrong(
                            part, "is missing", "docker compose up topics, or make it as deploy/topics.yaml says")
                    : unreachable(failure.getCause());
        } catch (TimeoutException silent) {
            return unreachable(silent);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return unreachable(stopping);
        }
    }

    private static Finding unreachable(Throwable why) {
        return Finding.wrong(
                BROKER,
                "does not answer: " + why.getClass().getSimpleName(),
                "is Kafka running, is its disk full, is KAFKA_BOOTSTRAP_SERVERS right?");
    }
}
