/** Rows become messages. See {@link dev.llavero.platform.outbox.Relay}. */
package dev.llavero.platform.outbox;
