package dev.llavero.benchmarks.measure;

import java.util.Collection;
import java.util.Map;

/** Times in milliseconds, of which one asks for percentiles. */
public final class Latencies {
    private final double[] sorted;

    public Latencies(Collection<Double> millis) {
        if (millis.isEmpty()) throw new IllegalArgumentException("nothing was measured");
        sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    /** Of everything that began; fails if something of it never ended, for a lost one is no fast one. */
    public static <K> Latencies between(Map<K, Double> beginnings, Map<K, Double> ends) {
        return new Latencies(beginnings.entrySet().stream()
                .map(begun -> (end(ends, begun.getKey()) - begun.getValue()) * 1000)
                .toList());
    }

    private static <K> double end(Map<K, Double> ends, K key) {
        var end = ends.get(key);
        if (end == null) throw new IllegalStateException("no end was seen of " + key);
        return end;
    }

    public double median() {
        return percentile(50);
    }

    /** The smallest time that so many percent do not exceed. */
    public double percentile(double percent) {
        return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
    }
}
