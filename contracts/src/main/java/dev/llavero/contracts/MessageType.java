package dev.llavero.contracts;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The CloudEvents {@code type} of a message, such as {@code dev.llavero.keys.KeyCreated.v1}.
 *
 * @param name as it stands in the {@code ce_type} header
 * @param topic where it travels
 * @param body the record it is read into
 */
public record MessageType(String name, Topic topic, Class<? extends Message> body) {
    private static final Map<Class<? extends Message>, MessageType> BY_BODY = Arrays.stream(Topic.values())
            .flatMap(topic -> topic.messages().stream().map(body -> typeOf(topic, body)))
            .collect(Collectors.toUnmodifiableMap(MessageType::body, type -> type));

    private static final Map<String, MessageType> BY_NAME =
            BY_BODY.values().stream().collect(Collectors.toUnmodifiableMap(MessageType::name, type -> type));

    private static MessageType typeOf(Topic topic, Class<? extends Message> body) {
        var family = topic.title().substring(0, topic.title().indexOf('.'));
        return new MessageType("dev.llavero." + family + "." + body.getSimpleName() + ".v1", topic, body);
    }

    public static MessageType of(Message message) {
        return BY_BODY.get(message.getClass());
    }

    public static MessageType of(Class<? extends Message> body) {
        return BY_BODY.get(body);
    }

    /** Empty for a type that this version does not know. */
    public static Optional<MessageType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static Iterable<MessageType> all() {
        return BY_BODY.values();
    }
}
