/**
 * A management API on a WireGuard server, as plain as Outline's. In: wishes for peers over HTTPS. Out: an interface that holds them,
 * and what it counted. Runs alone: it knows neither Kafka nor Postgres nor any other module.
 *
 * <p>{@code http} → {@code held} → {@code link}; {@code peer} holds the rules that all of them speak of.
 */
package dev.llavero.agent;
