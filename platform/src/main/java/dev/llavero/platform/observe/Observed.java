package dev.llavero.platform.observe;

import dev.llavero.contracts.DeadLetter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What consumers tell about themselves. */
@ApplicationScoped
public class Observed {
    @Inject
    MeterRegistry meters;

    private final Set<String> stuck = ConcurrentHashMap.newKeySet();

    public void consumed(String channel, int records) {
        meters.counter("llavero.consumer.records", "channel", channel).increment(records);
    }

    /** The log ends before what was handled. */
    public void anotherLog(String channel) {
        meters.counter("llavero.consumer.another.log", "channel", channel).increment();
    }

    public void skipped(String channel, String type) {
        meters.counter("llavero.consumer.unknown", "channel", channel).increment();
    }

    public void deadLetter(String channel, DeadLetter.Kind kind) {
        meters.counter(
                        "llavero.dead.letters",
                        "channel",
                        channel,
                        "kind",
                        kind.name().toLowerCase(java.util.Locale.ROOT))
                .increment();
    }

    /** A stuck channel makes readiness red. */
    public void stuck(String channel, boolean is) {
        if (is) {
            stuck.add(channel);
        } else {
            stuck.remove(channel);
        }
    }

    public Set<String> stuck() {
        return Set.copyOf(stuck);
    }
}
