package dev.llavero.app.op;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What goes wrong is told in one sentence by {@link Op}; the clients' own logs would hide it. */
final class QuietLogs {
    /** Kept, for the log manager forgets loggers that nobody holds. */
    private static Logger root;

    private QuietLogs() {}

    static void begin() {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        root = Logger.getLogger("");
        root.setLevel(Level.OFF);
    }
}
