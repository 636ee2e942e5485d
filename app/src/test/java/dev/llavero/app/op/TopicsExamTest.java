package dev.llavero.app.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;

/** The settings of a topic, compared with what it was to be made with. */
class TopicsExamTest {
    @Test
    void aTopicWithItsSettingsIsWell() {
        assertTrue(found(Topic.KEYS_EVENTS, Map.of()).well());
        assertTrue(
                found(Topic.SERVERS_STATE, Map.of("retention.ms", "1")).well(), "a compacted topic has no retention");
    }

    @Test
    void anotherRetentionIsNamedWithTheCommandThatMendsIt() {
        var finding = found(Topic.KEYS_EVENTS, Map.of("retention.ms", "604800000"));

        assertFalse(finding.well());
        assertEquals("topic keys.events.v1", finding.part());
        assertEquals("retention.ms is 604800000, must be -1", finding.found());
        assertTrue(
                finding.mend().endsWith("--alter --topic keys.events.v1 --add-config retention.ms=-1"), finding.mend());
    }

    @Test
    void whatIsKeptForEverHasNoLimitOfSize() {
        assertEquals(
                "retention.bytes is 1000, must be -1",
                found(Topic.KEYS_EVENTS, Map.of("retention.bytes", "1000")).found());
        assertTrue(found(Topic.KEYS_COMMANDS, Map.of("retention.bytes", "1000")).well());
    }

    private static Finding found(Topic topic, Map<String, String> otherwise) {
        var settings = new HashMap<>(topic.brokerSettings());
        settings.putIfAbsent("retention.bytes", "-1");
        settings.putAll(otherwise);
        return TopicsExam.finding(
                topic,
                new Config(settings.entrySet().stream()
                        .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
                        .toList()));
    }
}
