package dev.llavero.benchmarks.report;

import dev.llavero.benchmarks.measure.Latencies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one round read: every contender once, one after the other. */
public final class Round {
    private final Map<Quantity, Reading> readings = new LinkedHashMap<>();

    /** One of all these, what is comparable together. */
    public static Round of(List<Round> parts) {
        var whole = new Round();
        var measures = parts.stream()
                .flatMap(part -> part.quantities().stream())
                .map(Quantity::measure)
                .distinct()
                .toList();
        for (var measure : measures) {
            for (var part : parts) {
                part.readings.forEach((quantity, reading) -> {
                    if (quantity.measure().equals(measure)) whole.readings.put(quantity, reading);
                });
            }
        }
        return whole;
    }

    public void read(Quantity quantity, double value, Effort effort) {
        readings.put(quantity, new Reading(value, effort));
    }

    public void read(Quantity quantity, double value) {
        readings.put(quantity, Reading.of(value));
    }

    /** p50 and p99, in milliseconds. */
    public void read(String measure, String contender, Latencies latencies, Effort effort) {
        read(new Quantity(measure + " p50", contender, "ms"), latencies.median(), effort);
        read(new Quantity(measure + " p99", contender, "ms"), latencies.percentile(99));
    }

    public double value(Quantity quantity) {
        return readings.get(quantity).value();
    }

    Reading reading(Quantity quantity) {
        return readings.get(quantity);
    }

    Set<Quantity> quantities() {
        return readings.keySet();
    }
}
