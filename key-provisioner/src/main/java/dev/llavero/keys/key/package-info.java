/**
 * Keys: commands and what servers were seen to hold go in; decisions, placements and key events come out.
 *
 * <p>{@link dev.llavero.keys.key.KeyDecider} is the whole of the rules and knows no database; {@link
 * dev.llavero.keys.key.KeyCommands} loads, decides and saves a batch in one transaction; {@link
 * dev.llavero.keys.key.TurnWorker} makes the servers agree.
 */
package dev.llavero.keys.key;
