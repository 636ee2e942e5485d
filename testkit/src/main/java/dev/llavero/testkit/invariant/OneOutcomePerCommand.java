package dev.llavero.testkit.invariant;

import dev.llavero.contracts.Topic;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A command is carried out or refused, once: whoever takes it for another says so by a second final event. */
final class OneOutcomePerCommand implements Invariant {
    private static final Set<String> FINAL =
            Set.of("KeyCreated", "KeyRefused", "KeyRenamed", "KeyResumed", "KeyRevoked", "KeySuspended");

    @Override
    public Stream<String> broken(Evidence evidence) {
        var outcomes = new TreeMap<String, TreeSet<String>>();
        evidence.once(Topic.KEYS_EVENTS).stream()
                .filter(event -> FINAL.contains(event.type()))
                .forEach(event -> outcomes.computeIfAbsent(
                                event.headers().get("ce_correlationid"), command -> new TreeSet<>())
                        .add(event.type() + " " + event.headers().get("ce_id")));
        return outcomes.entrySet().stream()
                .filter(command -> command.getValue().size() > 1)
                .map(command -> "command " + command.getKey() + " ended as " + command.getValue());
    }
}
