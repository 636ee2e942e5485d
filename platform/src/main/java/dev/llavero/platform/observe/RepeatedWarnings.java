package dev.llavero.platform.observe;

import io.quarkus.logging.LoggingFilter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/**
 * Lets each kind of thing that Kafka's clients say of their connections through once in {@link #APART}. While a broker cannot be reached, every
 * client of every role says so several times a second: within an hour nothing else would be left in a log of bounded size.
 */
@LoggingFilter(name = "repeated-warnings")
public final class RepeatedWarnings implements Filter {
    static final Duration APART = Duration.ofSeconds(30);

    private static final String TALKATIVE = "org.apache.kafka.clients.NetworkClient";
    private static final int MOST_KINDS = 100;

    /** Who says it, and of which node, makes it no other kind. */
    private static final Pattern ANYBODY = Pattern.compile("^\\[[^]]*] |-?\\d+");

    private final Map<String, Long> saidAt = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    public RepeatedWarnings() {
        this(System::nanoTime);
    }

    RepeatedWarnings(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        return !TALKATIVE.equals(line.getLoggerName()) || isNews(String.valueOf(line.getMessage()));
    }

    private boolean isNews(String message) {
        if (saidAt.size() >= MOST_KINDS) {
            saidAt.clear();
        }
        var now = nanos.getAsLong();
        return saidAt.merge(
                        ANYBODY.matcher(message).replaceAll(""),
                        now,
                        (before, again) -> again - before < APART.toNanos() ? before : again)
                == now;
    }
}
