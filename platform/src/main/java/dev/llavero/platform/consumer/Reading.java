package dev.llavero.platform.consumer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to where each partition that this process reads was given to it without a hole. A database that was exchanged for an older
 * one stands before that. Offsets that the broker has tidied away are no hole.
 */
@ApplicationScoped
class Reading {
    private static final long NOT_READ = -1;

    private final Map<String, Map<TopicPartition, Long>> whole = new ConcurrentHashMap<>();

    /** Whatever is given from here on belongs together. */
    void goesOn(String channel, TopicPartition partition, long offset) {
        whole.computeIfAbsent(channel, anew -> new ConcurrentHashMap<>()).put(partition, offset);
    }

    /** Others read them from now on. @return up to where each of them was given to us */
    Map<TopicPartition, Long> ends(String channel, Collection<TopicPartition> partitions) {
        var ended = new HashMap<TopicPartition, Long>();
        whole.computeIfPresent(channel, (same, read) -> {
            ended.putAll(read);
            ended.keySet().retainAll(partitions);
            read.keySet().removeAll(partitions);
            return read;
        });
        return ended;
    }

    /** As it is now: compare it with positions that are read later. */
    Map<String, Map<TopicPartition, Long>> now() {
        return whole.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, channel -> Map.copyOf(channel.getValue())));
    }

    /**
     * What is missing before these.
     *
     * @param positions of the database; a partition of which nothing was handled has none
     */
    List<Hole> holes(String channel, List<Arrival> arrivals, Map<Integer, Long> positions) {
        var first = new TreeMap<Integer, Arrival>();
        arrivals.forEach(arrival -> first.putIfAbsent(arrival.record().partition(), arrival));
        var holes = new ArrayList<Hole>();
        first.forEach((number, arrival) -> {
            var partition = new TopicPartition(arrival.record().topic(), number);
            long position = positions.getOrDefault(number, 0L);
            long known = whole.getOrDefault(channel, Map.of()).getOrDefault(partition, NOT_READ);
            if (position < arrival.record().offset() && position != known) {
                holes.add(new Hole(partition, position, arrival.record().offset()));
            }
        });
        return holes;
    }

    /** Those of which the database may know less than we have been given. */
    static List<TopicPartition> doubtful(Map<TopicPartition, Long> whole, Map<TopicPartition, Long> positions) {
        return whole.entrySet().stream()
                .filter(read -> positions.getOrDefault(read.getKey(), 0L) < read.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }
}
