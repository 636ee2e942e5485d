package dev.llavero.keys.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A small text file that nobody but its owner may read, for it holds secrets. */
sealed interface PrivateFile {
    int LARGEST_BYTES = 1 << 20;

    Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    record Text(String text) implements PrivateFile {}

    /** @param why for the operator, to follow the file's name */
    record Refused(String why) implements PrivateFile {}

    static PrivateFile read(Path path) {
        if (!Files.exists(path)) {
            return new Refused("is missing");
        }
        if (!Files.isRegularFile(path)) {
            return new Refused("is not a file");
        }
        try {
            if (Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
                return new Refused("can be read by others: chmod 600 it");
            }
            return Files.size(path) > LARGEST_BYTES ? new Refused("is larger than 1 MB") : decode(path);
        } catch (CharacterCodingException notText) {
            return new Refused("is not UTF-8 text");
        } catch (IOException unreadable) {
            return new Refused("cannot be read (" + unreadable.getClass().getSimpleName() + ")");
        }
    }

    private static Text decode(Path path) throws IOException {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        return new Text(
                decoder.decode(ByteBuffer.wrap(Files.readAllBytes(path))).toString());
    }
}
