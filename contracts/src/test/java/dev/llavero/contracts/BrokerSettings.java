package dev.llavero.contracts;

import java.util.Optional;

/** What our documents say of a topic, as they spell it. */
final class BrokerSettings {
    private BrokerSettings() {}

    static String cleanupPolicy(Topic topic) {
        return topic.brokerSettings().get("cleanup.policy");
    }

    /** Empty for a compacted topic, where it means nothing. */
    static Optional<Long> retentionMs(Topic topic) {
        return Optional.ofNullable(topic.brokerSettings().get("retention.ms")).map(Long::valueOf);
    }

    static String audience(Topic topic) {
        return switch (topic.audience()) {
            case PUBLIC -> "public";
            case PRIVATE -> "private";
        };
    }
}
