package dev.llavero.contracts;

import java.util.Optional;

/** What a topic's {@link Topic.Cleanup} is in Kafka's own words. */
final class BrokerSettings {
    private BrokerSettings() {}

    static String cleanupPolicy(Topic topic) {
        return switch (topic.cleanup()) {
            case DELETE, KEEP -> "delete";
            case COMPACT -> "compact";
        };
    }

    /** Empty for a compacted topic, where it means nothing. */
    static Optional<Long> retentionMs(Topic topic) {
        return switch (topic.cleanup()) {
            case DELETE -> Optional.of(topic.retention().toMillis());
            case KEEP -> Optional.of(-1L);
            case COMPACT -> Optional.empty();
        };
    }

    static String audience(Topic topic) {
        return switch (topic.audience()) {
            case PUBLIC -> "public";
            case PRIVATE -> "private";
        };
    }
}
