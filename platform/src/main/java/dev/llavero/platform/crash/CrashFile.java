package dev.llavero.platform.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Through which a test arms crash points in a running process. */
final class CrashFile {
    private final Path file;
    private String text = "";
    private Armed armed;

    CrashFile(Path file) {
        this.file = file;
    }

    /** Null when no test asks for one, which is always so in production. */
    static CrashFile ofEnvironment() {
        var path = System.getenv("CRASH_FILE");
        return path == null || path.isBlank() ? null : new CrashFile(Path.of(path));
    }

    void at(CrashPoint reached, String place) {
        var strikes = armedNow(reached, place);
        if (strikes != null) {
            strikes.act(reached);
        }
    }

    private synchronized Armed armedNow(CrashPoint reached, String place) {
        try {
            read();
            if (armed == null || !armed.strikes(reached, place)) {
                return null;
            }
            System.err.println("CRASH " + reached.title() + (place.isEmpty() ? "" : "@" + place));
            Files.deleteIfExists(file);
            return armed;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void read() throws IOException {
        var now = Files.exists(file) ? Files.readString(file).strip() : "";
        if (!now.equals(text)) {
            text = now;
            armed = now.isEmpty() ? null : Armed.parse(now);
        }
    }
}
