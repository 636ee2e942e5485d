package dev.llavero.app.op;

import java.time.Instant;

/**
 * A restore that waits.
 *
 * @param logReadAt null while the log's keys are still being taken in
 * @param keysBack that the log knew better than the database
 */
record RestoreLine(Instant beganAt, Instant logReadAt, int keysBack) {}
