/** After a restore: whoever decides about keys or speaks to a server asks {@link dev.llavero.keys.restore.Hold} first. */
package dev.llavero.keys.restore;
