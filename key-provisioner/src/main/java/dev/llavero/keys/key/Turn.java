package dev.llavero.keys.key;

import dev.llavero.contracts.ServerId;
import java.util.UUID;

/**
 * The right to work on one server, for 15 s at a time: longer than any call, and short enough that a killed worker's turn is
 * soon somebody else's.
 *
 * @param token proves it in every outcome that is written
 * @param fails how often in a row the server did not answer before this turn
 */
record Turn(ServerId server, UUID token, int fails) {}
