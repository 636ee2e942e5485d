package dev.llavero.keys.server;

import dev.llavero.keys.server.ServersFileReader.Read;
import dev.llavero.platform.settings.FileStamp;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Looks whether the servers file, or an access file that it names, says something new. Looking blocks; one at a time. */
final class ServersFileWatch {
    /** What a look found. */
    sealed interface Look {
        record Nothing() implements Look {}

        /** It has just changed and may still be half written: look again soon. */
        record Unsettled() implements Look {}

        /** To be given to {@link #done} when it has been dealt with; until then every look finds it again. */
        record News(Read read, Map<Path, FileStamp> stamps) implements Look {}
    }

    private final Path file;
    private final boolean allowPrivate;
    private Read read;
    private Map<Path, FileStamp> stamps = Map.of();
    private Map<Path, FileStamp> unsettled;

    ServersFileWatch(Path file, boolean allowPrivate) {
        this.file = file.toAbsolutePath();
        this.allowPrivate = allowPrivate;
    }

    Look look() {
        var seen = FileStamp.of(watched(read == null ? Set.of() : read.accessFiles()));
        if (seen.equals(stamps)) {
            unsettled = null;
            return new Look.Nothing();
        }
        if (read != null && !seen.equals(unsettled)) {
            unsettled = seen;
            return new Look.Unsettled();
        }
        return read(seen);
    }

    /** What was dealt with is dealt with no more: the next look finds the file as it is. */
    void forget() {
        read = null;
        stamps = Map.of();
        unsettled = null;
    }

    void done(Look.News news) {
        read = news.read();
        stamps = news.stamps();
        unsettled = null;
    }

    /** The stamps are taken before the files are read, so that no change in between is missed. */
    private Look read(Map<Path, FileStamp> before) {
        var now = ServersFileReader.read(file, allowPrivate);
        if (!before.keySet().equals(watched(now.accessFiles()))) {
            return read(FileStamp.of(watched(now.accessFiles())));
        }
        var news = new Look.News(now, before);
        if (!now.equals(read)) {
            return news;
        }
        done(news);
        return new Look.Nothing();
    }

    private Set<Path> watched(Set<Path> accessFiles) {
        var all = new HashSet<>(accessFiles);
        all.add(file);
        return all;
    }
}
