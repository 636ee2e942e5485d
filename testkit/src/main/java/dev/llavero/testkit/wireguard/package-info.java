/**
 * A WireGuard server on this machine: the real agent on an interface that exists in memory alone, with everything that may go wrong
 * between it and us.
 */
package dev.llavero.testkit.wireguard;
