package dev.llavero.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;

/** The same thing measured several times. */
public record Spread(double median, double min, double max) {
    static Spread of(Collection<Double> values) {
        var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        var middle = sorted.length / 2;
        var median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
    }
}
