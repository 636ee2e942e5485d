package dev.llavero.benchmarks.contender;

import dev.llavero.benchmarks.measure.Moment;
import dev.llavero.benchmarks.measure.Patience;
import dev.llavero.testkit.telegram.Telegram;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** When keys appeared in chats, as the simulator wrote it down. */
public final class ChatWatch {
    private final Telegram telegram;
    private final Map<Long, Double> keys = new HashMap<>();
    private long seen;

    /** Begins with what is called from now on. */
    public ChatWatch(Telegram telegram) {
        this.telegram = telegram;
        look();
        keys.clear();
    }

    /** Whether each of these chats has got a key in time. */
    public boolean awaitKeys(Collection<Long> chats, Duration longest) {
        return Patience.awaits(longest, () -> {
            look();
            return keys.keySet().containsAll(chats);
        });
    }

    /** The first key of each chat. */
    public Map<Long, Double> keys() {
        return Map.copyOf(keys);
    }

    private void look() {
        for (var call : telegram.calls(seen, null)) {
            seen = Math.max(seen, call.number());
            if (call.applied() && call.parameters().path("text").asText().contains("ss://")) {
                keys.putIfAbsent(
                        call.parameters().path("chat_id").asLong(),
                        Moment.of(call.at().plus(call.took())));
            }
        }
    }
}
