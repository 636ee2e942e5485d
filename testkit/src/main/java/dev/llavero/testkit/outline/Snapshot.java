package dev.llavero.testkit.outline;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What survives a restart of the simulated server. */
record Snapshot(
        String prefix,
        String serverId,
        long createdTimestampMs,
        String hostname,
        int apiPort,
        int portForNewKeys,
        int nextId,
        List<AccessKey> keys,
        Map<String, Long> exactBytes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Optional<Snapshot> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), Snapshot.class)) : Optional.empty();
    }

    /** Rewrites the whole file, as Outline does. */
    void write(Path file) {
        try {
            var draft = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(draft, JSON.writeValueAsBytes(this));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }
}
