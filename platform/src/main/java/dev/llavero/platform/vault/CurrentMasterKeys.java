package dev.llavero.platform.vault;

import dev.llavero.platform.settings.FileStamp;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The master keys as their file has them now. It is looked at every 10 s, and at once when something lies under a key that is
 * not known yet; a file that has become unreadable changes nothing.
 */
final class CurrentMasterKeys {
    private static final Logger LOG = Logger.getLogger(CurrentMasterKeys.class);
    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(10).toNanos();

    private final Path file;
    private volatile Seen seen;

    private record Seen(MasterKeys keys, FileStamp stamp, long lookedAt) {
        boolean isFresh(long now) {
            return now - lookedAt < LOOK_AGAIN_NANOS;
        }
    }

    CurrentMasterKeys(Path file) {
        this.file = file;
    }

    /** @throws IllegalStateException in words for the operator, if they could never be read */
    MasterKeys now() {
        var known = seen;
        return known != null && known.isFresh(System.nanoTime()) ? known.keys : look();
    }

    /** With the key of that id if the file has it. */
    MasterKeys withKey(String id) {
        var keys = now();
        return keys.knows(id) ? keys : look();
    }

    /** However lately it was looked at. */
    synchronized MasterKeys look() {
        // Before the file is read, so that no change in between is missed.
        var stamp = FileStamp.of(file);
        var keys = seen != null && seen.stamp.equals(stamp) ? seen.keys : read();
        seen = new Seen(keys, stamp, System.nanoTime());
        return keys;
    }

    private MasterKeys read() {
        if (seen == null) {
            return MasterKeys.read(file);
        }
        try {
            var keys = MasterKeys.read(file);
            LOG.infof("Master key '%s' seals from now on", keys.current());
            return keys;
        } catch (IllegalStateException unreadable) {
            LOG.errorf("The master keys stay as they were: %s", unreadable.getMessage());
            return seen.keys;
        }
    }
}
