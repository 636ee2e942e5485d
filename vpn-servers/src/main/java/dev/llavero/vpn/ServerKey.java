package dev.llavero.vpn;

import dev.llavero.contracts.KeyId;

/**
 * A key as a server should hold it: our id, and the credential that was made before any server was called.
 *
 * @param epoch of the placement that wants it there: it goes up with every change of mind
 * @param port where an Outline server is to listen for it, if it can; null: where it does for new keys
 */
public record ServerKey(KeyId id, long epoch, ServerCredential credential, Integer port) {
    public ServerKey(KeyId id, long epoch, ServerCredential credential) {
        this(id, epoch, credential, null);
    }
}
