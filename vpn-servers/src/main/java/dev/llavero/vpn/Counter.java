package dev.llavero.vpn;

import java.util.OptionalLong;

/**
 * What a server has counted for a key.
 *
 * @param key its id there
 * @param epoch another one means that counting began anew at 0; empty where a server does not tell, and may fall
 * @param bytes in both directions
 */
public record Counter(String key, OptionalLong epoch, long bytes) {}
