package dev.llavero.contracts;

/** Everything that travels on a topic. The family decides the topic, the record's name its CloudEvents type. */
public sealed interface Message permits Command, Event {
    /** The record key on Kafka and the CloudEvents {@code subject}: all messages about one thing stay in order. */
    String subject();
}
