package dev.llavero.app.op;

import java.time.Instant;

/**
 * More keys than usual would end at once.
 *
 * @param ending how many
 * @param active of so many
 * @param allowedAt null until an operator has said so
 */
record ExpiryLine(Instant askedAt, int ending, int active, Instant allowedAt) {}
