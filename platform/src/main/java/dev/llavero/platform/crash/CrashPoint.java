package dev.llavero.platform.crash;

import java.util.Locale;

/**
 * A named place between two steps, where a test can make the process die, fail or wait. In production nothing is armed and
 * {@link #reached} is one comparison with a constant.
 *
 * <p>A test names a file in {@code CRASH_FILE}; while it holds {@code <point>[@<place>][:halt|throw|delay][:<nth time, default
 * 1>]}, for example {@code relay-published@keys:halt}, that point is armed. It strikes once and the file is gone. Every constant
 * is tried by a test; a new one is tried as soon as it stands here.
 */
public enum CrashPoint {
    /** Updates are here; nothing is stored. */
    UPDATES_RECEIVED,
    /** Updates are stored; Telegram has not been told. */
    UPDATES_COMMITTED,
    /** Outbox rows are read; nothing is published. */
    RELAY_READ,
    /** The broker has the messages; the rows are still there. */
    RELAY_PUBLISHED,
    /** A batch is here; no transaction has begun. Place: the channel. */
    BATCH_RECEIVED,
    /** Everything about a batch is done but the commit. Place: the channel. */
    BATCH_HANDLED,
    /** A batch is committed; the broker has not been told. Place: the channel. */
    BATCH_COMMITTED,
    /** A server's turn is claimed; the server has not been called. */
    TURN_CLAIMED,
    /** The server has done it; no outcome is stored. */
    SERVER_ANSWERED,
    /** The outcome is committed; the turn is still held. */
    OUTCOME_COMMITTED,
    /** A message to Telegram is claimed and rendered; it is not sent. Place: its screen. */
    MESSAGE_CLAIMED,
    /** Telegram has the message; the row is still due. Place: its screen. */
    MESSAGE_SENT;

    private static final CrashFile FILE = CrashFile.ofEnvironment();

    /** As it stands in the file. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public void reached() {
        reached("");
    }

    /** @param place which of several like parts is here, such as a channel or a schema */
    public void reached(String place) {
        if (FILE != null) {
            FILE.at(this, place);
        }
    }
}
