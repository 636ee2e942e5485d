package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays the people, and breaks things, at a {@link TelegramSimulator} in this process or another. Nothing here polls:
 * waiting is a request that is answered when the thing happens.
 */
public final class Telegram {
    private final ControlClient control;

    private Telegram(ControlClient control) {
        this.control = control;
    }

    public static Telegram at(URI simulator) {
        return new Telegram(new ControlClient(simulator));
    }

    /** Someone new; {@code language} null sends no language_code. */
    public TelegramUser newUser(String name, String language) {
        ObjectNode person = Json.object().put("name", name);
        if (language != null) person.put("language", language);
        return new TelegramUser(control, control.post("users", person));
    }

    public TelegramUser newUser(long id, String name, String username, String language) {
        ObjectNode person = Json.object().put("id", id).put("name", name);
        if (username != null) person.put("username", username);
        if (language != null) person.put("language", language);
        return new TelegramUser(control, control.post("users", person));
    }

    public TelegramUser user(long id) {
        return new TelegramUser(control, control.get("users/" + id));
    }

    public List<TelegramUser> users() {
        List<TelegramUser> users = new ArrayList<>();
        control.get("users").forEach(u -> users.add(new TelegramUser(control, u)));
        return users;
    }

    /** A new group, to which somebody adds the bot. */
    public TelegramGroup newGroup(String title, TelegramUser by) {
        return new TelegramGroup(
                control,
                control.post("groups", Json.object().put("title", title).put("by", by.id())));
    }

    // What the bot did

    /**
     * A call of the bot, begun at this moment of this machine's clock. {@code status} 0 is a cut connection; {@code applied} tells
     * whether it had its effect.
     */
    public record Call(
            long number,
            Instant at,
            Duration took,
            String method,
            JsonNode parameters,
            int status,
            boolean applied,
            JsonNode answer) {}

    /** The calls after the number (0: all that are kept) of this method (null: any). */
    public List<Call> calls(long after, String method) {
        return awaitCalls(after, method, Duration.ZERO);
    }

    /** The same, but waits for the first; empty when none came in time. */
    public List<Call> awaitCalls(long after, String method, Duration timeout) {
        String query = "calls?after=" + after + (method == null ? "" : "&method=" + method);
        List<Call> calls = new ArrayList<>();
        control.waitFor(query, timeout).forEach(c -> calls.add(call(c)));
        return calls;
    }

    /** Those up to this number are not kept any longer, unless there is none after them. @return the number of the last one */
    public long forgetCalls(long through) {
        return control.delete("calls?through=" + through).path("last").asLong();
    }

    private static Call call(JsonNode json) {
        return new Call(
                json.path("number").asLong(),
                Instant.parse(json.path("at").asText()),
                Duration.ofMillis(json.path("millis").asLong()),
                json.path("method").asText(),
                json.path("parameters"),
                json.path("status").asInt(),
                json.path("applied").asBoolean(),
                json.path("answer"));
    }

    // The updates

    /**
     * In the Bot API's shape, with {@code handed_out}: after which call of the bot each was first given to it, and when.
     * {@code expired} were lost, as Telegram loses what nobody fetches in time.
     */
    public record Updates(List<JsonNode> pending, List<JsonNode> confirmed, List<JsonNode> expired) {}

    public Updates updates() {
        return awaitUpdates(Integer.MAX_VALUE, Duration.ZERO);
    }

    /** Waits until at most so many are not confirmed; look at what comes back, for time may be over. */
    public Updates awaitUpdates(int atMostPending, Duration timeout) {
        JsonNode json = control.waitFor("updates?pending=" + atMostPending, timeout);
        return new Updates(list(json.path("pending")), list(json.path("confirmed")), list(json.path("expired")));
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    /** {@code {"message": {…}}}, with or without an {@code update_id}. */
    public void inject(JsonNode update) {
        control.post("updates", update);
    }

    /** Ids go on from here, pending ones included. */
    public void restartUpdateIds(int nextId) {
        control.post("updates/restart", Json.object().put("next_id", nextId));
    }

    public void duplicatePendingUpdates() {
        control.post("updates/duplicate", Json.object());
    }

    public void reorderPendingUpdates(long seed) {
        control.post("updates/reorder", Json.object().put("seed", seed));
    }

    // Trouble

    /** The next calls of this method; {@code *} is any but getUpdates. */
    public void fail(String method, int times, Fault fault) {
        ObjectNode json = Json.object().put("method", method).put("times", times);
        json.set("fault", Json.MAPPER.valueToTree(fault));
        control.post("faults", json);
    }

    /** Waits until every armed fault has struck; false when time is over. */
    public boolean awaitFaultsStruck(Duration timeout) {
        return control.waitFor("faults", timeout).isEmpty();
    }

    /** Disarms what has not struck yet, and ends what hangs. */
    public void clearFaults() {
        control.delete("faults");
    }

    /** Every call of the bot ends in a cut connection. */
    public void outage(boolean on) {
        control.put("outage", Json.object().put("how", on ? "cut" : "none"));
    }

    public void rateLimit(boolean on) {
        control.put("settings", Json.object().put("rate_limit", on));
    }

    /** Only Telegram's time moves: queries expire, waits do not get shorter. */
    public void advanceClock(Duration by) {
        control.post("clock", Json.object().put("advance_seconds", by.toMillis() / 1000.0));
    }
}
