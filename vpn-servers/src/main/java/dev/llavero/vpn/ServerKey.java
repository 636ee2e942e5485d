package dev.llavero.vpn;

import dev.llavero.contracts.KeyId;
import dev.llavero.platform.vault.Secret;

/** A key as a server should hold it: our id, and the credential that was made before any server was called. */
public record ServerKey(KeyId id, Secret password) {}
