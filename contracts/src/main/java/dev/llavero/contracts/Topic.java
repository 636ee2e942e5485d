package dev.llavero.contracts;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The topics, with what travels on them. {@code deploy/topics.yaml} says the same (a test looks). */
public enum Topic {
    KEYS_COMMANDS("keys.commands.v1", KeyCommand.class, 6, Cleanup.DELETE, Duration.ofDays(7), Audience.PRIVATE),
    KEYS_EVENTS("keys.events.v1", KeyEvent.class, 6, Cleanup.KEEP, null, Audience.PUBLIC),
    SERVERS_COMMANDS(
            "servers.commands.v1", ServerCommand.class, 6, Cleanup.DELETE, Duration.ofDays(7), Audience.PRIVATE),
    SERVERS_STATE("servers.state.v1", ServerEvent.class, 6, Cleanup.COMPACT, null, Audience.PUBLIC),
    ACCOUNTS_COMMANDS(
            "accounts.commands.v1", AccountCommand.class, 6, Cleanup.DELETE, Duration.ofDays(7), Audience.PRIVATE),
    ACCOUNTS_EVENTS("accounts.events.v1", AccountEvent.class, 6, Cleanup.KEEP, null, Audience.PUBLIC),
    DEAD_LETTERS("dead-letters.v1", DeadLetter.class, 1, Cleanup.DELETE, Duration.ofDays(30), Audience.PRIVATE);

    /** What the broker does with old records. */
    public enum Cleanup {
        /** Deleted after {@link Topic#retention()}. */
        DELETE,
        /** Only the newest record of each key stays for certain. */
        COMPACT,
        /** Never deleted. */
        KEEP
    }

    /** Whether other systems may subscribe. */
    public enum Audience {
        PUBLIC,
        PRIVATE
    }

    private final String title;
    private final Class<? extends Message> family;
    private final int partitions;
    private final Cleanup cleanup;
    private final Duration retention;
    private final Audience audience;

    Topic(
            String title,
            Class<? extends Message> family,
            int partitions,
            Cleanup cleanup,
            Duration retention,
            Audience audience) {
        this.title = title;
        this.family = family;
        this.partitions = partitions;
        this.cleanup = cleanup;
        this.retention = retention;
        this.audience = audience;
    }

    /** The name on the broker. */
    public String title() {
        return title;
    }

    /** The sealed family of messages that travels here, and nowhere else. */
    public Class<? extends Message> family() {
        return family;
    }

    /** Never changed after the topic is made: the order per key depends on it. */
    public int partitions() {
        return partitions;
    }

    public Cleanup cleanup() {
        return cleanup;
    }

    /** Null when records are kept or compacted. */
    public Duration retention() {
        return retention;
    }

    /** The same in Kafka's own words, for whoever makes the topic: {@code cleanup.policy} and {@code retention.ms}. */
    public Map<String, String> brokerSettings() {
        return switch (cleanup) {
            case DELETE -> Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retention.toMillis()));
            case KEEP -> Map.of("cleanup.policy", "delete", "retention.ms", "-1");
            case COMPACT -> Map.of("cleanup.policy", "compact");
        };
    }

    public Audience audience() {
        return audience;
    }

    /** The kinds of message that travel here. */
    public List<Class<? extends Message>> messages() {
        return family.isSealed()
                ? Arrays.stream(family.getPermittedSubclasses())
                        .<Class<? extends Message>>map(kind -> kind.asSubclass(Message.class))
                        .toList()
                : List.of(family);
    }

    public static Topic of(Message message) {
        return Arrays.stream(values())
                .filter(topic -> topic.family.isInstance(message))
                .findFirst()
                .orElseThrow();
    }
}
