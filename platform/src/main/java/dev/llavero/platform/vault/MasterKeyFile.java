package dev.llavero.platform.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The file of master keys, as an operator changes it: as a whole or not at all, for its owner alone. Running processes notice
 * within seconds.
 */
public final class MasterKeyFile {
    /** Never the same twice, for one that was retired seals nothing any more. */
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss'Z'").withZone(ZoneOffset.UTC);

    private final Path file;

    /** @throws IllegalStateException in words for the operator, if it cannot be read */
    public MasterKeyFile(Path path) throws IOException {
        MasterKeys.read(path);
        file = path.toRealPath();
    }

    /** The ids of its keys; the first seals. */
    public List<String> ids() {
        return MasterKeys.read(file).ids();
    }

    /** Puts a new key before the others. @return its id */
    public String rotate(Instant now) throws IOException {
        var id = ID.format(now);
        if (ids().contains(id)) {
            throw new IllegalStateException(file + " has a key '" + id + "' already: try again in a second");
        }
        replace(id + ":" + Base64.getEncoder().encodeToString(Aead.newKey()) + "\n" + Files.readString(file));
        return id;
    }

    /** Takes a key out; one that is not there is gone already. Nothing that lies under it opens any more. */
    public void remove(String id) throws IOException {
        var keys = ids();
        if (keys.getFirst().equals(id)) {
            throw new IllegalArgumentException("'" + id + "' is the key that seals");
        }
        if (keys.contains(id)) {
            replace(Files.readString(file)
                    .lines()
                    .filter(line -> !line.strip().startsWith(id + ":"))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining()));
        }
    }

    private void replace(String text) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".changing");
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var out =
                FileChannel.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), onlyOwner)) {
            write(draft, out, text);
        } catch (FileAlreadyExistsException another) {
            throw new IllegalStateException(
                    draft
                            + " is there: the file is being changed, or that was interrupted before it was done; then delete it");
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        try (var folder = FileChannel.open(file.getParent())) {
            folder.force(true);
        }
    }

    private void write(Path draft, FileChannel out, String text) throws IOException {
        try {
            giveToOwnerOf(file, draft);
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        } catch (IOException failure) {
            Files.delete(draft);
            throw failure;
        }
    }

    /**
     * Whoever changes a file may be root; whoever reads it is not.
     *
     * @param file that the draft is to replace, or to lie beside
     */
    public static void giveToOwnerOf(Path file, Path draft) throws IOException {
        var now = Files.readAttributes(file, PosixFileAttributes.class);
        var owned = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
        if (!owned.readAttributes().owner().equals(now.owner())) {
            owned.setOwner(now.owner());
        }
        if (!owned.readAttributes().group().equals(now.group())) {
            try {
                owned.setGroup(now.group());
            } catch (FileSystemException notOurs) {
                // Only root may choose a group that it is not in; to a file of mode 600 it makes no difference.
            }
        }
    }
}
