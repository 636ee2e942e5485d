package dev.llavero.app.op;

import dev.llavero.contracts.Topic;
import dev.llavero.contracts.Topic.Cleanup;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Is every topic there as {@code deploy/topics.yaml} says? */
final class TopicsExam {
    private final Settings settings;

    TopicsExam(Settings settings) {
        this.settings = settings;
    }

    List<Finding> findings() {
        try (var broker = BrokerCalls.open(settings)) {
            return Arrays.stream(Topic.values())
                    .map(topic -> finding(topic, broker))
                    .toList();
        } catch (KafkaException down) {
            return List.of(BrokerExam.unreachable(down));
        }
    }

    private static Finding finding(Topic topic, BrokerCalls broker) {
        try {
            var described =
                    broker.admin().describeTopics(List.of(topic.title())).topicNameValues();
            return finding(topic, BrokerCalls.answer(described.get(topic.title())), broker);
        } catch (UnknownTopicOrPartitionException missing) {
            return Finding.wrong(
                    part(topic), "is missing", "docker compose up topics, or make it as deploy/topics.yaml says");
        }
    }

    private static Finding finding(Topic topic, TopicDescription described, BrokerCalls broker) {
        var partitions = described.partitions();
        var leaderless = partitions.stream().filter(one -> one.leader() == null).count();
        if (partitions.size() != topic.partitions()) {
            return Finding.wrong(
                    part(topic),
                    "%d partitions, must have %d".formatted(partitions.size(), topic.partitions()),
                    "the order of messages depends on it: see deploy/topics.yaml");
        }
        return leaderless == 0
                ? settings(topic, broker)
                : Finding.wrong(part(topic), leaderless + " partitions have no leader", "is a broker away?");
    }

    private static Finding settings(Topic topic, BrokerCalls broker) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.title());
        try {
            var present = BrokerCalls.answer(
                    broker.admin().describeConfigs(List.of(resource)).values().get(resource));
            return finding(topic, present);
        } catch (TopicAuthorizationException notOurs) {
            return Finding.well(
                    part(topic), topic.partitions() + " partitions; its settings are not shown to this login");
        }
    }

    static Finding finding(Topic topic, Config present) {
        var wrong = wanted(topic).entrySet().stream()
                .filter(wish ->
                        !wish.getValue().equals(present.get(wish.getKey()).value()))
                .sorted(Map.Entry.comparingByKey())
                .toList();
        if (wrong.isEmpty()) {
            return Finding.well(part(topic), topic.partitions() + " partitions");
        }
        return Finding.wrong(
                part(topic),
                wrong.stream()
                        .map(wish -> "%s is %s, must be %s"
                                .formatted(
                                        wish.getKey(),
                                        present.get(wish.getKey()).value(),
                                        wish.getValue()))
                        .collect(Collectors.joining("; ")),
                "kafka-configs.sh --bootstrap-server … --alter --topic %s --add-config %s"
                        .formatted(
                                topic.title(),
                                wrong.stream()
                                        .map(wish -> wish.getKey() + "=" + wish.getValue())
                                        .collect(Collectors.joining(","))));
    }

    /** What it was made with; and what is kept for ever must not go for its size either. */
    private static Map<String, String> wanted(Topic topic) {
        var wanted = new HashMap<>(topic.brokerSettings());
        if (topic.cleanup() == Cleanup.KEEP) {
            wanted.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        }
        return wanted;
    }

    private static String part(Topic topic) {
        return "topic " + topic.title();
    }
}
