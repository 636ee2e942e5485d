package dev.llavero.platform.vault;

/** Something did not open. Says nothing of what is inside. */
public final class VaultException extends RuntimeException {
    VaultException(String message, Throwable cause) {
        super("Vault: " + message, cause);
    }
}
