package dev.llavero.platform.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The last readings. A gauge appears with its first one. */
@ApplicationScoped
class Gauges {
    private final MeterRegistry meters;
    private final Map<Name, Double> readings = new ConcurrentHashMap<>();

    record Name(String gauge, Tags tags) {
        Name(String gauge, String tag, String value) {
            this(gauge, Tags.of(tag, value));
        }
    }

    @Inject
    Gauges(MeterRegistry meters) {
        this.meters = meters;
    }

    void read(Name name, double value) {
        if (readings.put(name, value) == null) {
            Gauge.builder(name.gauge, () -> readings.get(name)).tags(name.tags).register(meters);
        }
    }

    void unknown(Name name) {
        read(name, Double.NaN);
    }
}
