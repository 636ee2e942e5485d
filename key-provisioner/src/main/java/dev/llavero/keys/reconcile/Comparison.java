package dev.llavero.keys.reconcile;

import dev.llavero.contracts.ServerId;
import java.time.Instant;
import java.util.UUID;

/**
 * One server's turn to be compared.
 *
 * @param begunAt by the database's clock, before the server was asked
 */
record Comparison(ServerId server, UUID token, Instant begunAt) {}
