package dev.llavero.playground;

import dev.llavero.contracts.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A subscriber like any other: an ordinary consumer of the public topics, in a group of its own. It reads them from the
 * beginning at each start and keeps the newest {@value #MOST_KEPT}.
 */
final class EventFeed implements AutoCloseable {
    private static final int MOST_KEPT = 500;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final List<String> TOPICS =
            List.of(Topic.KEYS_EVENTS.title(), Topic.SERVERS_STATE.title(), Topic.ACCOUNTS_EVENTS.title());

    private final org.apache.kafka.clients.consumer.Consumer<String, String> consumer;
    private final Consumer<String> tell;
    private final Deque<Seen> newest = new ArrayDeque<>();
    private final Set<BlockingQueue<Seen>> listeners = ConcurrentHashMap.newKeySet();

    /** Remembered when what was said of them is no longer among the newest. */
    private final Set<String> servers = new HashSet<>();

    private final Thread thread;

    EventFeed(org.apache.kafka.clients.consumer.Consumer<String, String> consumer, Consumer<String> tell) {
        this.consumer = consumer;
        this.tell = tell;
        consumer.subscribe(TOPICS, new FromTheBeginning());
        thread = Thread.ofPlatform().daemon().name("event feed").start(this::follow);
    }

    /** @param client settings of a Kafka client */
    static EventFeed start(Map<String, Object> client, Consumer<String> tell) {
        var settings = new HashMap<>(client);
        settings.put("group.id", "playground-events");
        return new EventFeed(new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer()), tell);
    }

    /** Everything kept, then everything that comes. To be given back to {@link #leave}. */
    synchronized BlockingQueue<Seen> listen() {
        var queue = new LinkedBlockingQueue<>(newest);
        listeners.add(queue);
        return queue;
    }

    void leave(BlockingQueue<Seen> queue) {
        listeners.remove(queue);
    }

    /** @return those servers of which nothing was said in time */
    synchronized List<String> unheardOf(Collection<String> wanted, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos();
                    left > 0 && !servers.containsAll(wanted);
                    left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return wanted.stream().filter(server -> !servers.contains(server)).toList();
    }

    private void follow() {
        try (consumer) {
            while (true) consumer.poll(POLL).forEach(message -> add(Seen.of(message)));
        } catch (WakeupException closing) {
            // Asked for by close.
        } catch (KafkaException failure) {
            tell.accept("the events page stands still: " + failure.getMessage());
        }
    }

    private synchronized void add(Seen seen) {
        if (newest.size() == MOST_KEPT) newest.removeFirst();
        newest.add(seen);
        if (seen.topic().equals(Topic.SERVERS_STATE.title()) && servers.add(seen.subject())) notifyAll();
        listeners.forEach(queue -> queue.add(seen));
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class FromTheBeginning implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.seekToBeginning(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
    }
}
