package dev.llavero.keys.key;

import dev.llavero.contracts.ServerId;
import java.util.UUID;

/**
 * The right to work on one server, for 30 s at a time.
 *
 * @param token proves it in every outcome that is written
 * @param fails how often in a row the server did not answer before this turn
 */
record Turn(ServerId server, UUID token, int fails) {}
