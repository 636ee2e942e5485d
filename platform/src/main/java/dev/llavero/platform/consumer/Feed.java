package dev.llavero.platform.consumer;

import dev.llavero.contracts.Topic;
import dev.llavero.platform.role.Role;

/**
 * What a consumer reads and how it guards against repeats.
 *
 * @param channel the channel's name, {@code <role>-…-in}; also the name under which its position is kept
 * @param role whose schema keeps position, inbox and outbox
 */
public record Feed(String channel, Role role, Topic topic, Kind kind) {
    /** How a repeated message is known, and what happens to one that we fail at. */
    public enum Kind {
        /** By an inbox row per message id. */
        COMMANDS,
        /** By the aggregate's version, which the handler compares. */
        EVENTS,
        /** As events; and a bug stops it instead of losing a row. */
        PROJECTION
    }

    public static Feed commands(String channel, Role role, Topic topic) {
        return new Feed(channel, role, topic, Kind.COMMANDS);
    }

    public static Feed events(String channel, Role role, Topic topic) {
        return new Feed(channel, role, topic, Kind.EVENTS);
    }

    public static Feed projection(String channel, Role role, Topic topic) {
        return new Feed(channel, role, topic, Kind.PROJECTION);
    }
}
