package dev.llavero.testkit.outline;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Bytes per key: the exact truth, and what {@code /metrics/transfer} tells of it. That is Prometheus'
 * {@code increase()} over a sliding 30 days: it forgets what is older, misses what came before a key's first scrape,
 * and wobbles from reading to reading (seen on a real server: 6.49, 7.33, 6.12, 6.75 MB for 10.02 MB moved).
 */
final class TransferMeter {

    private static final Duration WINDOW = Duration.ofDays(30);
    private static final Duration BUCKET = Duration.ofMinutes(1);

    private final Map<String, Long> exact = new HashMap<>();
    private final Map<String, TreeMap<Instant, Long>> buckets = new HashMap<>();
    private final Random random = new Random(7);
    private Estimate estimate = Estimate.AS_SEEN;
    private Duration ahead = Duration.ZERO;

    synchronized void count(String keyId, long bytes) {
        exact.merge(keyId, bytes, Long::sum);
        buckets.computeIfAbsent(keyId, _ -> new TreeMap<>()).merge(bucket(), bytes, Long::sum);
    }

    /** The truth since the server was first started, deleted keys too. */
    synchronized Map<String, Long> exact() {
        return new TreeMap<>(exact);
    }

    synchronized long exact(String keyId) {
        return exact.getOrDefault(keyId, 0L);
    }

    synchronized void restore(Map<String, Long> kept) {
        kept.forEach(this::count);
    }

    synchronized void estimate(Estimate as) {
        estimate = as;
    }

    /** Lets the window slide, as if so much time had passed. */
    synchronized void advance(Duration time) {
        ahead = ahead.plus(time);
    }

    /** One reading of the estimate; keys without traffic in the window are left out. */
    synchronized Map<String, Long> reading() {
        var figures = new TreeMap<String, Long>();
        buckets.forEach((key, bytes) -> {
            var figure = estimate.of(bytesInWindow(bytes), random.nextDouble(-1, 1));
            if (figure > 0) figures.put(key, figure);
        });
        return figures;
    }

    private long bytesInWindow(TreeMap<Instant, Long> bytes) {
        return bytes.tailMap(now().minus(WINDOW)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private Instant bucket() {
        var seconds = now().getEpochSecond();
        return Instant.ofEpochSecond(seconds - seconds % BUCKET.toSeconds());
    }

    private Instant now() {
        return Instant.now().plus(ahead);
    }
}
