package dev.llavero.vpn;

import dev.llavero.contracts.KeyId;

/**
 * A key as a server should hold it: our id, and the credential that was made before any server was called.
 *
 * @param epoch of the placement that wants it there: it goes up with every change of mind
 */
public record ServerKey(KeyId id, long epoch, ServerCredential credential) {}
