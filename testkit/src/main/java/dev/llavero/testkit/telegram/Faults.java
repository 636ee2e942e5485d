package dev.llavero.testkit.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that are armed, and the outage. Used under the lock. */
final class Faults {
    private final Changes changes;
    private final List<Armed> armed = new ArrayList<>();
    private Outage outage = Outage.NONE;
    private long cleared;

    /** {@code CUT} closes every connection without an answer, {@code BAD_GATEWAY} answers 502. */
    enum Outage {
        NONE,
        CUT,
        BAD_GATEWAY
    }

    /** {@code method} is {@code *} for any but getUpdates. */
    record Armed(String method, Fault fault, int times) {
        boolean concerns(String called) {
            return method.equals("*") ? !called.equalsIgnoreCase("getUpdates") : method.equalsIgnoreCase(called);
        }
    }

    Faults(Changes changes) {
        this.changes = changes;
    }

    void arm(String method, Fault fault, int times) {
        armed.add(new Armed(method, fault, times));
        changes.next();
    }

    Optional<Fault> take(String method) {
        for (int i = 0; i < armed.size(); i++) {
            Armed next = armed.get(i);
            if (!next.concerns(method)) continue;
            if (next.times() > 1) armed.set(i, new Armed(next.method(), next.fault(), next.times() - 1));
            else armed.remove(i);
            changes.next();
            return Optional.of(next.fault());
        }
        return Optional.empty();
    }

    void clear() {
        armed.clear();
        cleared++;
        changes.next();
    }

    /** Counts the clearings: who hangs compares. */
    long cleared() {
        return cleared;
    }

    List<Armed> armed() {
        return List.copyOf(armed);
    }

    void outage(Outage how) {
        outage = how;
        changes.next();
    }

    Outage outage() {
        return outage;
    }
}
