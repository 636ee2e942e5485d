package dev.llavero.platform.observe;

import dev.llavero.contracts.DeadLetter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What consumers and pollers tell about themselves. */
@ApplicationScoped
public class Observed {
    @Inject
    MeterRegistry meters;

    private final Set<String> stuck = ConcurrentHashMap.newKeySet();
    private final Map<String, String> missed = new ConcurrentHashMap<>();

    /** From the start on, so that the first of something bad is seen to be more than nothing. */
    void begins(String channel) {
        anotherLog(channel).increment(0);
        for (var kind : DeadLetter.Kind.values()) {
            deadLetters(channel, kind).increment(0);
        }
    }

    public void consumed(String channel, int records) {
        meters.counter("llavero.consumer.records", "channel", channel).increment(records);
    }

    /** The log ends before what was handled. */
    public void foundAnotherLog(String channel) {
        anotherLog(channel).increment();
    }

    private Counter anotherLog(String channel) {
        return meters.counter("llavero.consumer.another.log", "channel", channel);
    }

    public void skipped(String channel, String type) {
        meters.counter("llavero.consumer.unknown", "channel", channel).increment();
    }

    public void deadLetter(String channel, DeadLetter.Kind kind) {
        deadLetters(channel, kind).increment();
    }

    private Counter deadLetters(String channel, DeadLetter.Kind kind) {
        return meters.counter(
                "llavero.dead.letters", "channel", channel, "kind", kind.name().toLowerCase(Locale.ROOT));
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

    /** Something outside does not serve us. That makes nothing red, for nothing can be done about it here. */
    public void missed(String outside, String why) {
        missed.put(outside, why);
    }

    public void served(String outside) {
        missed.remove(outside);
    }

    /** @return why, by what is missed */
    public Map<String, String> missed() {
        return Map.copyOf(missed);
    }
}
