package dev.llavero.testkit.outline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The faults that are still to come, in the order in which they were armed. */
final class Faults {

    private static final class Armed {
        final CallFault fault;
        final Optional<Call> call;
        int left;

        Armed(CallFault fault, Optional<Call> call, int times) {
            this.fault = fault;
            this.call = call;
            left = times;
        }
    }

    private final List<Armed> armed = new ArrayList<>();
    private CountDownLatch healing = new CountDownLatch(1);

    synchronized void arm(CallFault fault, Optional<Call> call, int times) {
        armed.add(new Armed(fault, call, times));
    }

    synchronized Optional<CallFault> next(Call call) {
        for (var candidate : armed)
            if (candidate.call.isEmpty() || candidate.call.get() == call) {
                if (--candidate.left == 0) armed.remove(candidate);
                return Optional.of(candidate.fault);
            }
        return Optional.empty();
    }

    /** Disarms everything and lets go of every hanging call. */
    synchronized void heal() {
        armed.clear();
        healing.countDown();
        healing = new CountDownLatch(1);
    }

    /** Counts down at the next {@link #heal}. */
    synchronized CountDownLatch healing() {
        return healing;
    }
}
