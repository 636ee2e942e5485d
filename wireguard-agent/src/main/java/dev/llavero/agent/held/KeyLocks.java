package dev.llavero.agent.held;

import dev.llavero.agent.peer.KeyId;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** One thing at a time per key, many keys at a time. */
final class KeyLocks {

    record Held(ReentrantLock lock) implements AutoCloseable {
        @Override
        public void close() {
            lock.unlock();
        }
    }

    private final ReentrantLock[] locks =
            IntStream.range(0, 64).mapToObj(_ -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    Held hold(KeyId key) {
        var lock = locks[Math.floorMod(key.hashCode(), locks.length)];
        lock.lock();
        return new Held(lock);
    }
}
