package dev.llavero.app;

import dev.llavero.contracts.Topic;
import dev.llavero.contracts.Topic.Audience;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What each principal may do on a broker that asks who is there. Reading and writing let a principal describe as well; nobody
 * may make, change or delete a topic.
 *
 * @param groups how the names of its consumer groups begin; null if it has none
 */
public record KafkaRights(String principal, Set<Topic> reads, Set<Topic> writes, String groups) {
    public static final List<KafkaRights> ALL = List.of(
            new KafkaRights(
                    "llavero_bot_gateway",
                    Set.of(Topic.KEYS_EVENTS),
                    Set.of(Topic.KEYS_COMMANDS, Topic.SERVERS_COMMANDS, Topic.ACCOUNTS_COMMANDS, Topic.DEAD_LETTERS),
                    "bot-gateway-"),
            new KafkaRights(
                    "llavero_key_provisioner",
                    Set.of(
                            Topic.KEYS_COMMANDS,
                            Topic.SERVERS_COMMANDS,
                            Topic.ACCOUNTS_COMMANDS,
                            // Its own word, after a restore.
                            Topic.KEYS_EVENTS,
                            Topic.SERVERS_STATE),
                    Set.of(
                            Topic.KEYS_EVENTS,
                            Topic.SERVERS_STATE,
                            Topic.ACCOUNTS_EVENTS,
                            // Its own wishes, for users whose time has ended.
                            Topic.KEYS_COMMANDS,
                            Topic.DEAD_LETTERS),
                    "key-provisioner-"),
            new KafkaRights(
                    "llavero_projections",
                    Set.of(Topic.KEYS_EVENTS, Topic.SERVERS_STATE),
                    Set.of(Topic.DEAD_LETTERS),
                    "projections-"),
            // All roles in one process.
            new KafkaRights("llavero_app", Set.of(Topic.values()), Set.of(Topic.values()), ""),
            // Commands, what they come to, and dead letters put back where they came from.
            new KafkaRights("llavero_op", Set.of(Topic.values()), Set.of(Topic.values()), null),
            // Other systems.
            new KafkaRights("llavero_reader", publicTopics(), Set.of(), "reader-"));

    private static Set<Topic> publicTopics() {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.audience() == Audience.PUBLIC)
                .collect(Collectors.toSet());
    }

    /** Of what it must have, that which is not among these. */
    public List<AclBinding> lackingIn(Collection<AclBinding> present) {
        return bindings().stream().filter(binding -> !present.contains(binding)).toList();
    }

    /** Of these, which are all principals', what it has and must not have. */
    public List<AclBinding> tooMuchIn(Collection<AclBinding> present) {
        var wanted = bindings();
        return present.stream()
                .filter(binding -> binding.entry().principal().equals(user()))
                .filter(binding -> !wanted.contains(binding))
                .toList();
    }

    /** Its name in the broker's words. */
    public String user() {
        return "User:" + principal;
    }

    List<AclBinding> bindings() {
        return Stream.of(
                        reads.stream().map(topic -> on(topic, AclOperation.READ)),
                        writes.stream().map(topic -> on(topic, AclOperation.WRITE)),
                        Stream.ofNullable(groups).map(this::onGroups))
                .flatMap(some -> some)
                .toList();
    }

    private AclBinding on(Topic topic, AclOperation operation) {
        return binding(new ResourcePattern(ResourceType.TOPIC, topic.title(), PatternType.LITERAL), operation);
    }

    private AclBinding onGroups(String prefix) {
        var pattern = prefix.isEmpty()
                ? new ResourcePattern(ResourceType.GROUP, ResourcePattern.WILDCARD_RESOURCE, PatternType.LITERAL)
                : new ResourcePattern(ResourceType.GROUP, prefix, PatternType.PREFIXED);
        return binding(pattern, AclOperation.READ);
    }

    private AclBinding binding(ResourcePattern pattern, AclOperation operation) {
        return new AclBinding(pattern, new AccessControlEntry(user(), "*", operation, AclPermissionType.ALLOW));
    }
}
