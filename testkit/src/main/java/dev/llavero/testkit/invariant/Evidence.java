package dev.llavero.testkit.invariant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.contracts.Topic;
import dev.llavero.testkit.system.Broker.Seen;
import dev.llavero.testkit.telegram.Telegram.Call;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that can be known from outside, read once.
 *
 * @param expired what became too old at Telegram before it was confirmed
 * @param log every record, in order within each partition
 * @param held what each server holds
 */
record Evidence(
        Witness witness,
        List<JsonNode> confirmed,
        List<JsonNode> expired,
        List<Call> calls,
        List<Seen> log,
        Map<String, List<HeldKey>> held) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Evidence of(Witness witness) {
        var updates = witness.telegram().updates();
        return new Evidence(
                witness,
                updates.confirmed(),
                updates.expired(),
                witness.telegram().calls(0, null),
                witness.broker().all(Topic.values()),
                held(witness));
    }

    private static Map<String, List<HeldKey>> held(Witness witness) {
        var held = new HashMap<String, List<HeldKey>>();
        witness.outlines()
                .forEach((name, outline) -> held.put(
                        name,
                        outline.keys().stream()
                                .map(key -> HeldKey.of(name, key))
                                .toList()));
        witness.agents()
                .forEach((name, agent) -> held.put(
                        name,
                        agent.peers().stream()
                                .map(peer -> HeldKey.of(name, peer))
                                .toList()));
        return held;
    }

    List<List<String>> rows(String query, Object... parameters) {
        return witness.database().rows(query, parameters);
    }

    Tampering tampering() {
        return witness.tampering();
    }

    static Tampering.Place place(Seen record) {
        return new Tampering.Place(record.topic(), record.partition(), record.offset());
    }

    /** Llavero's own records of a topic, each once: repeats are allowed and readers are told so. */
    List<Seen> once(Topic topic) {
        var known = new HashSet<String>();
        return everything(topic)
                .filter(seen -> known.add(seen.headers().get("ce_id")))
                .toList();
    }

    /** The same with the repeats. */
    Stream<Seen> everything(Topic topic) {
        return log.stream().filter(seen -> seen.topic().equals(topic.title())).filter(seen -> tampering()
                .isOurs(place(seen)));
    }

    static JsonNode json(Seen record) {
        try {
            return JSON.readTree(record.value());
        } catch (JsonProcessingException malformed) {
            throw new AssertionError("no JSON at " + place(record), malformed);
        }
    }

    /** Every key on every server. */
    Stream<HeldKey> keys() {
        return held.values().stream().flatMap(Collection::stream);
    }
}
