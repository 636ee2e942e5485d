package dev.llavero.platform.observe;

import dev.llavero.platform.role.Role;

/** A bean that names rows waiting for a worker; shown as the gauge {@code llavero.due.rows}. */
public interface DueRows {
    /** Whose schema they are in; shown where it is played. */
    Role role();

    /** Such as {@code bot.send}. */
    String name();

    /** One statement that counts the rows which are due now. Runs every few seconds, so it should find them by an index. */
    String count();

    static DueRows of(Role role, String name, String count) {
        record Named(Role role, String name, String count) implements DueRows {}
        return new Named(role, name, count);
    }
}
