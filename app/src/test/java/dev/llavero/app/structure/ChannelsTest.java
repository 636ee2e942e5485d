package dev.llavero.app.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.llavero.contracts.Topic;
import dev.llavero.platform.role.Role;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.Test;

/** A channel without a connector would silently bypass Kafka. */
class ChannelsTest {
    private final Set<String> channels = new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests()).importPackages("dev.llavero").stream()
                    .flatMap(type -> type.getMethods().stream())
                    .filter(method -> method.isAnnotatedWith(Incoming.class))
                    .map(ChannelsTest::channel)
                    .collect(Collectors.toSet());

    private final Properties settings = settings();

    @Test
    void everyChannelReadsATopicOfOursFromTheBroker() {
        assertFalse(channels.isEmpty());
        for (var channel : channels) {
            assertEquals("smallrye-kafka", setting(channel, "connector"), channel);
            assertTrue(
                    Arrays.stream(Topic.values())
                            .anyMatch(topic -> topic.title().equals(setting(channel, "topic"))),
                    channel + " reads no topic of ours");
        }
    }

    @Test
    void everyChannelBelongsToARoleAndItsGroupIsItsName() {
        for (var channel : channels) {
            assertTrue(
                    Arrays.stream(Role.values()).anyMatch(role -> channel.startsWith(role.title() + "-")),
                    channel + " belongs to no role, so it could not be switched off");
            assertEquals(channel, setting(channel, "group.id") + "-in", "positions are kept under the channel's name");
        }
    }

    private String setting(String channel, String attribute) {
        return settings.getProperty("mp.messaging.incoming." + channel + "." + attribute);
    }

    private static String channel(JavaMethod method) {
        return method.getAnnotationOfType(Incoming.class).value();
    }

    private static Properties settings() {
        try {
            var all = new Properties();
            var files = ChannelsTest.class.getClassLoader().getResources("META-INF/microprofile-config.properties");
            for (var file : Collections.list(files)) {
                try (var stream = file.openStream()) {
                    all.load(stream);
                }
            }
            return all;
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
