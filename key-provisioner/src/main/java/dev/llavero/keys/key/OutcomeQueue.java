package dev.llavero.keys.key;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Writes what a turn sees while the turn goes on calling: what is seen during one write shares the next. After a write that
 * fails, or that finds the turn lost, nothing more is written.
 */
final class OutcomeQueue {
    private final Function<List<Seen>, Uni<TurnEnd>> write;
    private final List<Seen> waiting = new ArrayList<>();
    private CompletableFuture<TurnEnd> written = CompletableFuture.completedFuture(new TurnEnd.Answered());
    private boolean broken;

    /** @param write ends with {@link TurnEnd.Answered} or {@link TurnEnd.Lost} */
    OutcomeQueue(Function<List<Seen>, Uni<TurnEnd>> write) {
        this.write = write;
    }

    void add(Seen seen) {
        synchronized (this) {
            waiting.add(seen);
            if (broken || !written.isDone()) {
                return;
            }
            written = new CompletableFuture<>();
        }
        writeNext();
    }

    /** @return whether there is no use in calling the server any more */
    synchronized boolean isBroken() {
        return broken;
    }

    /** Ends when everything that was added is written, or when a write went wrong. */
    synchronized Uni<TurnEnd> drained() {
        return Uni.createFrom().completionStage(written);
    }

    private void writeNext() {
        List<Seen> next;
        synchronized (this) {
            next = List.copyOf(waiting);
            waiting.clear();
        }
        write.apply(next).subscribe().with(this::wrote, this::failed);
    }

    private void wrote(TurnEnd end) {
        CompletableFuture<TurnEnd> done;
        synchronized (this) {
            broken = !(end instanceof TurnEnd.Answered);
            done = broken || waiting.isEmpty() ? written : null;
        }
        if (done == null) {
            writeNext();
        } else {
            done.complete(end);
        }
    }

    private void failed(Throwable failure) {
        synchronized (this) {
            broken = true;
        }
        written.completeExceptionally(failure);
    }
}
