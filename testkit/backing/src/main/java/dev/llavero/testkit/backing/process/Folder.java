package dev.llavero.testkit.backing.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/**
 * A folder that takes several steps to fill. One that a kill left half filled carries a mark beside it, and is emptied
 * at the next start; one without the mark is never emptied.
 */
record Folder(Path path) {

    static Folder begin(Path path) throws IOException {
        var folder = new Folder(path);
        if (Files.exists(folder.mark())) folder.delete();
        if (Files.notExists(path)) Files.writeString(folder.mark(), "This folder is being filled.\n");
        Files.createDirectories(path);
        return folder;
    }

    void filled() throws IOException {
        Files.deleteIfExists(mark());
    }

    /** Waits for its turn; the kernel ends the turn of a process that dies. */
    static FileLock turn(Path file) throws IOException {
        return open(file).lock();
    }

    /** To be kept until this process ends (a lost lock is unlocked), so that two processes never serve the same data. */
    static FileLock occupy(Path dir) throws IOException {
        FileLock lock = open(dir.resolve("occupied")).tryLock();
        if (lock != null) return lock;
        throw new Refusal(Refusal.FOLDER_BUSY, "folder %s is in use by another process".formatted(dir));
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private Path mark() {
        return path.resolveSibling(path.getFileName() + ".unfinished");
    }

    private void delete() throws IOException {
        if (Files.notExists(path)) return;
        try (var files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
