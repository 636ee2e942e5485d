package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Every call of the bot, the last {@value #MOST_KEPT}; not kept over a restart. Used under the lock. */
final class CallLog {
    static final int MOST_KEPT = 50_000;

    private final Deque<Kept> calls = new ArrayDeque<>();
    private final Changes changes;
    private long lastNumber;

    /**
     * @param at by the clock of this machine, however far Telegram's was pushed
     * @param status what was answered: an HTTP status, or 0 when the connection was cut
     * @param applied whether the call had its effect, whatever was answered
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Call(
            long number,
            String at,
            long millis,
            String method,
            JsonNode parameters,
            int status,
            boolean applied,
            JsonNode answer) {}

    /** As text, for trees take several times as much memory. */
    record Kept(
            long number,
            String method,
            @JsonValue @JsonRawValue String json) {}

    CallLog(Changes changes) {
        this.changes = changes;
    }

    void add(Instant at, long millis, BotRequest request, int status, boolean applied, JsonNode answer) {
        if (calls.size() >= MOST_KEPT) calls.removeFirst();
        var call = new Call(
                ++lastNumber, at.toString(), millis, request.method(), request.asLogged(), status, applied, answer);
        calls.add(new Kept(call.number(), call.method(), Json.text(call)));
        changes.next();
    }

    /** All up to this number but the last of all, whose own number tells that there were others before it. */
    void forget(long through) {
        while (calls.size() > 1 && calls.getFirst().number() <= through) calls.removeFirst();
    }

    long lastNumber() {
        return lastNumber;
    }

    List<Kept> after(long number, String method) {
        return calls.stream()
                .filter(c -> c.number() > number)
                .filter(c -> method == null || c.method().equalsIgnoreCase(method))
                .toList();
    }
}
