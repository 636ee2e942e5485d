package dev.llavero.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** {@code deploy/topics.yaml} is what an operator reads; {@link Topic} is what the code means. */
class TopicsFileTest {
    @Test
    void theFileSaysWhatTheCodeMeans() throws JsonProcessingException {
        var file = AsyncApi.YAML.readTree(Checkout.text("deploy/topics.yaml"));
        assertEquals(AsyncApi.text(asMeant()), AsyncApi.text(file));
    }

    private static JsonNode asMeant() {
        var file = AsyncApi.YAML.createObjectNode();
        for (var topic : Topic.values()) {
            var entry = file.withArray("topics").addObject().put("name", topic.title());
            entry.put("audience", BrokerSettings.audience(topic)).put("partitions", topic.partitions());
            var config = entry.putObject("config").put("cleanup.policy", BrokerSettings.cleanupPolicy(topic));
            BrokerSettings.retentionMs(topic).ifPresent(millis -> config.put("retention.ms", millis));
        }
        return file;
    }
}
