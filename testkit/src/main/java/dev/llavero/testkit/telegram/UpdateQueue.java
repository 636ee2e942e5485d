package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * The queue of updates with Telegram's rules: an offset confirms everything below it, what nobody fetches in time is
 * lost, one poller at a time. An offset more than ten beyond the end is taken for a stale one and confirms nothing.
 */
final class UpdateQueue {
    private static final int FORGIVEN_FUTURE = 10;
    private static final Set<String> ONLY_WHEN_ASKED_FOR =
            Set.of("chat_member", "message_reaction", "message_reaction_count");

    private final Changes changes;
    private final Clock clock;
    private final List<Update> pending = new ArrayList<>();
    private final List<Update> confirmed = new ArrayList<>();
    private final List<Update> expired = new ArrayList<>();
    private final Map<Update, HandedOut> handedOut = new IdentityHashMap<>();
    private final LongSupplier lastCall;
    private Set<String> allowed = Set.of();
    private int nextId = ThreadLocalRandom.current().nextInt(100_000_000, 900_000_000);
    private long poller;

    record State(int nextId, Set<String> allowed, List<Update> pending, List<Update> confirmed, List<Update> expired) {}

    /**
     * When the bot was first given an update; not kept over a restart.
     *
     * @param afterCall the number of the last call that had ended by then
     * @param at by the clock of this machine
     */
    record HandedOut(long afterCall, Instant at) {
        static final HandedOut NEVER = new HandedOut(0, Instant.EPOCH);
    }

    /** @param lastCall the number of the last call of the bot */
    UpdateQueue(Changes changes, Clock clock, LongSupplier lastCall) {
        this.changes = changes;
        this.clock = clock;
        this.lastCall = lastCall;
    }

    State state() {
        return new State(nextId, allowed, List.copyOf(pending), List.copyOf(confirmed), List.copyOf(expired));
    }

    void restore(State saved) {
        nextId = saved.nextId();
        allowed = saved.allowed();
        pending.addAll(saved.pending());
        confirmed.addAll(saved.confirmed());
        expired.addAll(saved.expired());
    }

    void add(String type, JsonNode payload, long chat) {
        boolean wanted = allowed.isEmpty() ? !ONLY_WHEN_ASKED_FOR.contains(type) : allowed.contains(type);
        if (!wanted) return;
        pending.add(new Update(nextId++, type, payload, chat, clock.millis()));
        changes.next();
    }

    /** As it comes, whatever the bot asked for; {@code id} null takes the next one. */
    Update inject(Integer id, String type, JsonNode payload) {
        long chat = payload.at("/chat/id").asLong(payload.at("/message/chat/id").asLong());
        Update update = new Update(id == null ? nextId++ : id, type, payload, chat, clock.millis());
        pending.add(update);
        changes.next();
        return update;
    }

    void allow(Set<String> types) {
        allowed = Set.copyOf(types);
    }

    Set<String> allowed() {
        return allowed;
    }

    List<Update> poll(long offset, int limit, Duration timeout) {
        long me = changes.locked(() -> {
            changes.next();
            confirm(offset);
            return ++poller;
        });
        return changes.await(timeout, () -> take(me, limit)).orElse(List.of());
    }

    private Optional<List<Update>> take(long me, int limit) {
        if (poller != me)
            throw Refusal.conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running");
        expire();
        if (pending.isEmpty()) return Optional.empty();
        List<Update> next = pending.stream().limit(limit).toList();
        next.forEach(this::handOut);
        return Optional.of(next);
    }

    void handOut(Update update) {
        handedOut.putIfAbsent(update, new HandedOut(lastCall.getAsLong(), Instant.now()));
    }

    HandedOut handedOut(Update update) {
        return handedOut.getOrDefault(update, HandedOut.NEVER);
    }

    private Update numbered(Update update, int id) {
        var renumbered = update.numbered(id);
        if (handedOut.containsKey(update)) handedOut.put(renumbered, handedOut.get(update));
        return renumbered;
    }

    /** Whoever polls now is sent away: the webhook takes over, or nothing works any more. */
    void endPolling() {
        poller++;
        changes.next();
    }

    private void confirm(long offset) {
        expire();
        if (offset < 0) {
            int forgotten = (int) Math.max(0, pending.size() + offset);
            settle(pending.subList(0, forgotten));
        } else if (offset > 0 && offset <= (long) nextId + FORGIVEN_FUTURE) {
            settle(pending.stream().filter(u -> u.id() < offset).toList());
        }
    }

    void settle(List<Update> done) {
        List<Update> settled = List.copyOf(done);
        if (settled.isEmpty()) return;
        Set<Update> exactly = Collections.newSetFromMap(new IdentityHashMap<>());
        exactly.addAll(settled);
        pending.removeIf(exactly::contains);
        confirmed.addAll(settled);
        changes.next();
    }

    void forgetPending() {
        expired.addAll(pending);
        pending.clear();
        changes.next();
    }

    void expire() {
        for (Iterator<Update> all = pending.iterator(); all.hasNext(); ) {
            Update update = all.next();
            if (!update.expired(clock.millis())) continue;
            all.remove();
            expired.add(update);
            changes.next();
        }
    }

    /** After a quiet week Telegram may go on at any number; what is pending moves along. */
    void restartAt(int id) {
        nextId = id;
        pending.replaceAll(u -> numbered(u, nextId++));
        changes.next();
    }

    /** Every pending update comes a second time, under a new id. */
    void duplicate() {
        for (Update update : List.copyOf(pending)) pending.add(numbered(update, nextId++));
        changes.next();
    }

    /** The contents change places, the ids stay in order: that is how disorder looks from outside. */
    void reorder(Random random) {
        List<Integer> ids = pending.stream().map(Update::id).toList();
        if (pending.size() == 2) Collections.swap(pending, 0, 1);
        else Collections.shuffle(pending, random);
        for (int i = 0; i < ids.size(); i++) pending.set(i, numbered(pending.get(i), ids.get(i)));
        changes.next();
    }

    List<Update> pending() {
        expire();
        return List.copyOf(pending);
    }

    List<Update> confirmed() {
        return List.copyOf(confirmed);
    }

    List<Update> expired() {
        return List.copyOf(expired);
    }
}
