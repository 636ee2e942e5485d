package dev.llavero.platform.observe;

import static java.util.stream.Collectors.toMap;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** The broker, asked about itself. An answer that takes longer than 2–3 s is a failure. */
@ApplicationScoped
class Broker implements LogOffsets {
    private static final int ANSWER_MS = 2_000;

    private final Map<String, Object> settings;
    private Admin admin;

    @Inject
    Broker(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        this.settings = settings;
    }

    Uni<Integer> nodes() {
        var soon = new DescribeClusterOptions().timeoutMs(ANSWER_MS);
        return ask(admin -> admin.describeCluster(soon).nodes()).map(Collection::size);
    }

    @Override
    public Uni<Map<TopicPartition, Long>> beginnings(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    @Override
    public Uni<Map<TopicPartition, Long>> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    @Override
    public Uni<Map<String, UUID>> topics() {
        return ask(admin -> admin.listTopics().namesToListings()).map(topics -> topics.values().stream()
                .collect(toMap(TopicListing::name, topic -> uuid(topic.topicId()))));
    }

    private static UUID uuid(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    private Uni<Map<TopicPartition, Long>> offsets(Collection<TopicPartition> partitions, OffsetSpec which) {
        var wanted = partitions.stream().collect(toMap(Function.identity(), partition -> which));
        return ask(admin -> admin.listOffsets(wanted).all()).map(Broker::offsets);
    }

    private static Map<TopicPartition, Long> offsets(Map<TopicPartition, ListOffsetsResultInfo> answer) {
        return answer.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** The client is made by a thread that may wait, for it looks up the broker's name; asking does not wait. */
    private <T> Uni<T> ask(Function<Admin, KafkaFuture<T>> question) {
        var answer = Uni.createFrom()
                .item(this::admin)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(client -> Uni.createFrom()
                        .completionStage(() -> question.apply(client).toCompletionStage()));
        return Patience.atMost(Duration.ofMillis(2 * ANSWER_MS), answer);
    }

    private synchronized Admin admin() {
        if (admin == null) {
            var patient = new HashMap<>(settings);
            patient.remove("group.id");
            patient.put(AdminClientConfig.CLIENT_ID_CONFIG, "llavero-observe");
            patient.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MS);
            patient.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
            admin = Admin.create(patient);
        }
        return admin;
    }

    synchronized void stop(@Observes ShutdownEvent stop) {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
