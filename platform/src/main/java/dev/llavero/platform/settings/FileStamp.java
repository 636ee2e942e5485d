package dev.llavero.platform.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** By what a file shows from outside that it may have changed: a cheap look, for it is taken every few seconds. */
public record FileStamp(long bytes, FileTime modified, Set<PosixFilePermission> permissions, String inode) {
    private static final FileStamp NONE = new FileStamp(-1, FileTime.fromMillis(0), Set.of(), "");

    public static Map<Path, FileStamp> of(Collection<Path> files) {
        return files.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), FileStamp::of));
    }

    public static FileStamp of(Path file) {
        try {
            var seen = Files.readAttributes(file, PosixFileAttributes.class);
            return new FileStamp(
                    seen.size(), seen.lastModifiedTime(), seen.permissions(), String.valueOf(seen.fileKey()));
        } catch (IOException missing) {
            return NONE; // reading it says why
        }
    }
}
