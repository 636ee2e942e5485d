package dev.llavero.agent.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A file of {@link Entry} lines that only grows, so that a change costs the same however much is remembered. Now and then it is
 * written anew without what has no meaning any more. It holds preshared keys: only its owner may read it.
 */
public final class Journal implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader READER = JSON.readerFor(Entry.class);
    private static final ObjectWriter WRITER = JSON.writerFor(Entry.class);
    /** Below this it is never rewritten. */
    private static final int SLACK = 1_000;

    private final Path file;
    private final Shared<Long> sync = new Shared<>(this::force);
    /** Writing and replacing the file exclude each other; syncing goes on beside writing. */
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    private FileChannel channel;
    private long lines;
    /** Once a sync has failed, nobody knows what is on the disk: only a restart finds out. */
    private volatile boolean broken;

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the journal, or makes an empty one, and reads it out. A last line that was cut off by a crash is dropped: whoever
     * wanted it was not answered.
     *
     * @throws IOException also when another process has it open, or a line before the last cannot be read
     */
    public static Journal open(Path file, Consumer<Entry> replay) throws IOException {
        var channel = openPrivate(file);
        try {
            if (channel.tryLock() == null) throw new IOException(file + " is in use by another agent");
            var journal = new Journal(file, channel);
            journal.read(replay);
            return journal;
        } catch (IOException | RuntimeException unusable) {
            channel.close();
            throw unusable;
        }
    }

    private static FileChannel openPrivate(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private void read(Consumer<Entry> replay) throws IOException {
        long good = 0;
        // Not closed: it would close the channel.
        var reader = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            var end = good + line.getBytes(StandardCharsets.UTF_8).length + 1;
            if (end > channel.size()) break;
            replay.accept(parsed(line));
            good = end;
            lines++;
        }
        channel.truncate(good);
        channel.position(good);
    }

    private Entry parsed(String line) throws IOException {
        try {
            return READER.readValue(line);
        } catch (JsonProcessingException | Invalid damaged) {
            // Without the cause: it quotes the line, which holds a secret.
            throw new IOException("line " + (lines + 1) + " of " + file + " is damaged");
        }
    }

    /**
     * Writes the line; it is safe after the next {@link #sync}.
     *
     * @throws IOException and then it is as if it had not been tried; when the disk is full, say
     */
    public void append(Entry entry) throws IOException {
        lock.readLock().lock();
        try {
            if (broken) throw new IOException("the journal is broken: restart the agent");
            var end = channel.position();
            try {
                writeFully(channel, line(entry));
                lines++;
            } catch (IOException failed) {
                takeBack(end);
                throw failed;
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    private void takeBack(long end) throws IOException {
        try {
            channel.truncate(end);
            channel.position(end);
        } catch (IOException torn) {
            broken = true;
            throw torn;
        }
    }

    /** Returns when everything appended before is on the disk. Callers that wait at the same time share one sync. */
    public void sync() throws IOException {
        sync.afterNow();
    }

    private Long force() throws IOException {
        lock.readLock().lock();
        try {
            channel.force(false);
            return lines;
        } catch (IOException failed) {
            broken = true;
            throw failed;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether more than half of it has no meaning any more. */
    public boolean isLongFor(int meaning) {
        return lines > 2L * meaning + SLACK;
    }

    /** Puts a file with these entries alone into the old one's place, at once and durably. */
    public void rewrite(Stream<Entry> entries) throws IOException {
        lock.writeLock().lock();
        try {
            var next = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(next);
            var fresh = openPrivate(next);
            try {
                var written = writeAll(fresh, entries);
                fresh.force(true);
                fresh.tryLock();
                putInPlace(next);
                lines = written;
            } catch (IOException failed) {
                fresh.close();
                Files.deleteIfExists(next);
                throw failed;
            }
            channel.close();
            channel = fresh;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void putInPlace(Path next) throws IOException {
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try {
            syncFolder();
        } catch (IOException unknown) {
            broken = true;
            throw unknown;
        }
    }

    private static long writeAll(FileChannel channel, Stream<Entry> entries) throws IOException {
        // Not closed: it would close the channel.
        var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        long written = 0;
        for (var all = entries.iterator(); all.hasNext(); written++) out.write(line(all.next()));
        out.flush();
        return written;
    }

    private void syncFolder() throws IOException {
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static byte[] line(Entry entry) throws IOException {
        return (WRITER.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
        for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) channel.write(left);
    }

    public boolean isBroken() {
        return broken;
    }

    @Override
    public void close() throws IOException {
        lock.writeLock().lock();
        try {
            channel.close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
