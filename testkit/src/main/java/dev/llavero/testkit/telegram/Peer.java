package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Whom the bot shares a chat with: a person, or a group. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@Type(value = Person.class, name = "person"), @Type(value = Group.class, name = "group")})
sealed interface Peer permits Person, Group {
    long id();

    /** The {@code chat} of the Bot API. */
    ObjectNode asChat();
}
