package dev.llavero.app;

import dev.llavero.contracts.Topic;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/**
 * Makes the topics that are missing on the broker, then ends. Those that exist stay as their operator made them, but for one
 * with another number of partitions it fails: the order of messages would depend on when they were written.
 */
public final class MakeTopics {
    private static final long PATIENCE_SECONDS = 60;

    private MakeTopics() {}

    public static void main(String[] arguments) {
        System.exit(run(System.getenv()));
    }

    /** @return the exit code */
    public static int run(Map<String, String> environment) {
        try (var admin = Admin.create(KafkaVariables.client(environment))) {
            var present = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            var missing = Arrays.stream(Topic.values())
                    .filter(topic -> !present.contains(topic.title()))
                    .toList();
            admin.createTopics(missing.stream().map(MakeTopics::asNew).toList())
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            missing.forEach(topic -> System.out.println("made " + topic.title()));
            var logins = environment.getOrDefault(KafkaVariables.LOGINS, "");
            if (!logins.isBlank()) {
                new KafkaLogins(Path.of(logins)).welcome(admin);
            }
            var wrong = wrong(admin);
            wrong.forEach(System.err::println);
            return wrong.isEmpty() ? 0 : 1;
        } catch (ExecutionException | TimeoutException | KafkaException failure) {
            System.err.println("The topics could not be made: " + reason(failure));
            return 1;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static List<String> wrong(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, TopicDescription> described = admin.describeTopics(
                        Arrays.stream(Topic.values()).map(Topic::title).toList())
                .allTopicNames()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return Arrays.stream(Topic.values())
                .filter(topic -> described.get(topic.title()).partitions().size() != topic.partitions())
                .map(topic -> "%s has %d partitions and must have %d"
                        .formatted(
                                topic.title(),
                                described.get(topic.title()).partitions().size(),
                                topic.partitions()))
                .toList();
    }

    /** As many copies as the broker makes by default: one on a single broker, three on a cluster. */
    private static NewTopic asNew(Topic topic) {
        return new NewTopic(topic.title(), Optional.of(topic.partitions()), Optional.<Short>empty())
                .configs(topic.brokerSettings());
    }

    private static String reason(Exception failure) {
        return String.valueOf(failure instanceof ExecutionException ? failure.getCause() : failure);
    }
}
