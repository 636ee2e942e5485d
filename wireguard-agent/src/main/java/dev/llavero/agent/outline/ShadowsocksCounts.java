package dev.llavero.agent.outline;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One reading of a Shadowsocks server's metrics. Its counters begin at 0 when it starts, so the moment of that is their epoch.
 *
 * @param epoch milliseconds since 1970
 */
public record ShadowsocksCounts(long epoch, Map<String, KeyBytes> byKey) {

    private static final Pattern STARTED = Pattern.compile("process_start_time_seconds (\\S+)");
    private static final Pattern DATA = Pattern.compile("shadowsocks_data_bytes\\{([^}]*)} (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** Those of Outline and of Llavero. Data that belongs to nobody has an empty one. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** @throws IOException when this is not what a Shadowsocks server says */
    static ShadowsocksCounts read(String metrics) throws IOException {
        var epoch = -1L;
        var byKey = new HashMap<String, KeyBytes>();
        for (var line : metrics.lines().toList()) {
            var started = STARTED.matcher(line);
            if (started.matches()) epoch = number(started.group(1), 3);
            var data = DATA.matcher(line);
            if (data.matches()) count(labels(data.group(1)), number(data.group(2), 0), byKey);
        }
        if (epoch < 0) throw new IOException("the metrics do not say when the Shadowsocks server started");
        return new ShadowsocksCounts(epoch, Map.copyOf(byKey));
    }

    /** The same two directions that Outline itself adds up: between here and the user, and between here and the target. */
    private static void count(Map<String, String> labels, long bytes, Map<String, KeyBytes> byKey) {
        var key = labels.getOrDefault("access_key", "");
        if (!KEY.matcher(key).matches()) return;
        var before = byKey.getOrDefault(key, KeyBytes.NONE);
        switch (labels.getOrDefault("dir", "")) {
            case "p>t" -> byKey.put(key, before.plusReceived(bytes));
            case "c<p" -> byKey.put(key, before.plusSent(bytes));
            default -> {
                // the same bytes, seen from the other side
            }
        }
    }

    private static Map<String, String> labels(String text) {
        var labels = new HashMap<String, String>();
        LABEL.matcher(text).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        return labels;
    }

    /** Written as a float: {@code 1.0485761e+07}. */
    private static long number(String text, int decimals) throws IOException {
        try {
            return new BigDecimal(text).movePointRight(decimals).longValue();
        } catch (NumberFormatException notOne) {
            throw new IOException("the metrics have something else where a number should be");
        }
    }
}
