package dev.llavero.app.op;

import dev.llavero.app.KafkaRights;
import dev.llavero.contracts.Topic;
import dev.llavero.contracts.Topic.Audience;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** May each principal do what {@link KafkaRights} says and no more, and does nobody else write to our topics? */
final class AclsExam {
    private static final String ACLS = "acls";
    private static final String MEND =
            "docker compose up -d --force-recreate topics: it gives each principal its rights and takes the rest away";
    private static final Set<AclOperation> LOOKING =
            Set.of(AclOperation.READ, AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS);

    private final Settings settings;

    AclsExam(Settings settings) {
        this.settings = settings;
    }

    List<Finding> findings() {
        try (var broker = BrokerCalls.open(settings)) {
            return findings(BrokerCalls.answer(
                    broker.admin().describeAcls(AclBindingFilter.ANY).values()));
        } catch (SecurityDisabledException everybody) {
            return List.of(Finding.well(ACLS, "none: whoever reaches the broker may do anything there"));
        } catch (ClusterAuthorizationException notOurs) {
            return List.of(Finding.well(ACLS, "not looked at: they are not shown to this login"));
        } catch (KafkaException down) {
            return List.of(BrokerExam.unreachable(down));
        }
    }

    static List<Finding> findings(Collection<AclBinding> present) {
        var wrong = Stream.concat(
                        KafkaRights.ALL.stream().flatMap(rights -> findings(rights, present)),
                        present.stream().filter(AclsExam::strange).map(AclsExam::stranger))
                .toList();
        return wrong.isEmpty()
                ? List.of(Finding.well(ACLS, KafkaRights.ALL.size() + " principals, each with its rights"))
                : wrong;
    }

    private static Stream<Finding> findings(KafkaRights rights, Collection<AclBinding> present) {
        return Stream.of(said("may not ", rights.lackingIn(present)), said("may also ", rights.tooMuchIn(present)))
                .filter(sentence -> !sentence.isEmpty())
                .map(sentence -> Finding.wrong("acls of " + rights.principal(), sentence, MEND));
    }

    /** What another system may do beyond reading what is public. */
    private static boolean strange(AclBinding binding) {
        var pattern = binding.pattern();
        var reads = LOOKING.contains(binding.entry().operation());
        return binding.entry().permissionType() == AclPermissionType.ALLOW
                && pattern.resourceType() == ResourceType.TOPIC
                && KafkaRights.ALL.stream()
                        .noneMatch(ours -> ours.user().equals(binding.entry().principal()))
                && Arrays.stream(Topic.values())
                        .filter(topic -> !reads || topic.audience() == Audience.PRIVATE)
                        .anyMatch(topic -> concerns(pattern, topic.title()));
    }

    private static boolean concerns(ResourcePattern pattern, String topic) {
        return pattern.patternType() == PatternType.PREFIXED
                ? topic.startsWith(pattern.name())
                : pattern.name().equals(topic) || pattern.name().equals(ResourcePattern.WILDCARD_RESOURCE);
    }

    private static Finding stranger(AclBinding binding) {
        return Finding.wrong(
                "acls of " + binding.entry().principal().replaceFirst("^User:", ""),
                said("may ", List.of(binding)) + ", and is none of Llavero's principals",
                "kafka-acls.sh --remove takes it away; other systems read public topics alone");
    }

    private static String said(String verb, Collection<AclBinding> bindings) {
        return bindings.isEmpty()
                ? ""
                : bindings.stream().map(AclsExam::words).sorted().collect(Collectors.joining(", ", verb, ""));
    }

    private static String words(AclBinding binding) {
        var pattern = binding.pattern();
        return "%s%s %s %s%s"
                .formatted(
                        binding.entry().permissionType() == AclPermissionType.DENY ? "not " : "",
                        words(binding.entry().operation()),
                        words(pattern.resourceType()),
                        pattern.name(),
                        pattern.patternType() == PatternType.PREFIXED ? "…" : "");
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
