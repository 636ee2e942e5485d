/** Secrets at rest and in memory. See {@link dev.llavero.platform.vault.Vault}. */
package dev.llavero.platform.vault;
