package dev.llavero.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.Topic;
import dev.llavero.platform.role.Role;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class KafkaRightsTest {
    private static final String CHANNEL = "mp.messaging.incoming.";

    @Test
    void eachRoleMayReadWhatItsChannelsReadAndNoMore() throws IOException {
        var settings = settings();
        for (var role : Role.values()) {
            var reads = settings.stringPropertyNames().stream()
                    .filter(name -> name.startsWith(CHANNEL + role.title() + "-") && name.endsWith(".topic"))
                    .map(settings::getProperty)
                    .collect(Collectors.toSet());

            assertFalse(reads.isEmpty(), role + " reads nothing");
            if (role == Role.KEY_PROVISIONER) {
                // after a restore, beside every channel
                reads.addAll(List.of(Topic.KEYS_EVENTS.title(), Topic.SERVERS_STATE.title()));
            }
            assertEquals(reads, titles(of(role).reads()), role.title());
        }
    }

    @Test
    void everyGroupBeginsAsItsRoleMayName() throws IOException {
        var settings = settings();
        for (var role : Role.values()) {
            settings.stringPropertyNames().stream()
                    .filter(name -> name.startsWith(CHANNEL + role.title() + "-") && name.endsWith(".group.id"))
                    .map(settings::getProperty)
                    .forEach(group -> assertTrue(group.startsWith(of(role).groups()), group));
        }
    }

    @Test
    void otherSystemsReadWhatIsPublicAndWriteNothing() {
        var reader = KafkaRights.ALL.getLast();

        assertEquals(Set.of("keys.events.v1", "servers.state.v1", "accounts.events.v1"), titles(reader.reads()));
        assertTrue(
                reader.bindings().stream().allMatch(binding -> binding.entry().operation() == AclOperation.READ));
    }

    @Test
    void nobodyMayDoMoreThanReadAndWrite() {
        for (var rights : KafkaRights.ALL) {
            for (var binding : rights.bindings()) {
                assertTrue(
                        Set.of(AclOperation.READ, AclOperation.WRITE)
                                .contains(binding.entry().operation()),
                        binding.toString());
                assertTrue(
                        Set.of(ResourceType.TOPIC, ResourceType.GROUP)
                                .contains(binding.pattern().resourceType()),
                        binding.toString());
            }
        }
    }

    private static KafkaRights of(Role role) {
        var principal = "llavero_" + role.title().replace('-', '_');
        return KafkaRights.ALL.stream()
                .filter(rights -> rights.principal().equals(principal))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no principal " + principal));
    }

    private static Set<String> titles(Set<Topic> topics) {
        return topics.stream().map(Topic::title).collect(Collectors.toSet());
    }

    /** Of all modules together. */
    private static Properties settings() throws IOException {
        var all = new Properties();
        for (var file : Collections.list(
                KafkaRightsTest.class.getClassLoader().getResources("META-INF/microprofile-config.properties"))) {
            try (var content = file.openStream()) {
                all.load(content);
            }
        }
        return all;
    }
}
