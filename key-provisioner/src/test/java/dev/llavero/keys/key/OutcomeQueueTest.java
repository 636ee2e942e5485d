package dev.llavero.keys.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.ServerId;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class OutcomeQueueTest {
    private final List<List<Seen>> writes = new ArrayList<>();
    private final Queue<CompletableFuture<TurnEnd>> underWay = new ArrayDeque<>();
    private final OutcomeQueue queue = new OutcomeQueue(this::write);

    private Uni<TurnEnd> write(List<Seen> seen) {
        writes.add(seen);
        var end = new CompletableFuture<TurnEnd>();
        underWay.add(end);
        return Uni.createFrom().completionStage(end);
    }

    private static Seen seen() {
        var placement = new DuePlacement(
                new KeyId(UUID.randomUUID()), new ServerId("nl-1"), 1, DuePlacement.Wanted.ABSENT, 0, null);
        return new Seen.Absent(placement);
    }

    @Test
    void nothingSeenIsNothingToWrite() {
        assertInstanceOf(TurnEnd.Answered.class, queue.drained().await().indefinitely());
        assertTrue(writes.isEmpty());
    }

    @Test
    void theFirstIsWrittenAtOnceAndThoseDuringItShareTheNextWrite() {
        var all = List.of(seen(), seen(), seen());
        all.forEach(queue::add);
        assertEquals(List.of(all.subList(0, 1)), writes);

        underWay.remove().complete(new TurnEnd.Answered());
        assertEquals(List.of(all.subList(0, 1), all.subList(1, 3)), writes);
    }

    @Test
    void drainedMeansThatEverythingIsWritten() {
        queue.add(seen());
        queue.add(seen());
        var drained = queue.drained().subscribeAsCompletionStage();

        underWay.remove().complete(new TurnEnd.Answered());
        assertFalse(drained.isDone());
        underWay.remove().complete(new TurnEnd.Answered());
        assertInstanceOf(TurnEnd.Answered.class, drained.join());
        assertFalse(queue.isBroken());
    }

    @Test
    void aLostTurnWritesNoMore() {
        queue.add(seen());
        queue.add(seen());
        underWay.remove().complete(new TurnEnd.Lost());

        assertTrue(queue.isBroken());
        queue.add(seen());
        assertEquals(1, writes.size());
        assertInstanceOf(TurnEnd.Lost.class, queue.drained().await().indefinitely());
    }

    @Test
    void aFailedWriteWritesNoMoreAndIsTold() {
        queue.add(seen());
        queue.add(seen());
        underWay.remove().completeExceptionally(new IllegalStateException("the database is down"));

        assertTrue(queue.isBroken());
        assertEquals(1, writes.size());
        var told = assertThrows(
                CompletionException.class,
                () -> queue.drained().subscribeAsCompletionStage().join());
        assertInstanceOf(IllegalStateException.class, told.getCause());
    }
}
