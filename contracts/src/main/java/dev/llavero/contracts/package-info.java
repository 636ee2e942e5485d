/**
 * What travels: topics, typed ids, commands and events.
 *
 * <p>Commands are wishes and belong to the role that reads them; events are facts and belong to the role that writes
 * them. Everything is plain JSON in Kafka's binary CloudEvents mode; {@code asyncapi.yaml} describes it to other systems.
 * No credential and nothing a person typed is readable here: see {@link dev.llavero.contracts.Sealed}.
 */
package dev.llavero.contracts;
