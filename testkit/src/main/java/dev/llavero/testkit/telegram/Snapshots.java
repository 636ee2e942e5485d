package dev.llavero.testkit.telegram;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the world in one JSON file, replaced as a whole a moment after it changed. Killed in between, the simulator
 * forgets that moment; closed, it forgets nothing.
 */
final class Snapshots implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final World world;
    private final Path file;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread writer;
    private long saved;

    Snapshots(World world, Path stateDirectory) {
        this.world = world;
        this.file = stateDirectory.resolve("telegram.json");
        try {
            Files.createDirectories(stateDirectory);
            if (Files.exists(file)) world.restore(Json.as(Files.readAllBytes(file), World.State.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        saved = world.changes.number();
        writer = Thread.ofVirtual().name("telegram-snapshots").start(this::run);
    }

    private void run() {
        try {
            do {
                world.changes.await(
                        Duration.ofMinutes(1),
                        () -> world.changes.number() > saved ? Optional.of(true) : Optional.empty());
                save();
            } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
            save();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void save() {
        World.State state = world.changes.locked(world::state);
        if (state.change() == saved) return;
        Path draft = file.resolveSibling("telegram.json.new");
        try (FileChannel out = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(Json.bytes(state));
            while (bytes.hasRemaining()) out.write(bytes);
            out.force(true);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        saved = state.change();
    }

    /** Call it after the world is closed: that ends the wait of the writer. */
    @Override
    public void close() {
        closing.countDown();
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
