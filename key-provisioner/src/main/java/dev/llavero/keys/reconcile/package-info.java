/**
 * Comparing: what a server says that it holds goes in; placements that are due again, and a list of foreign keys, come out.
 *
 * <p>Servers forget keys when they are restored or reinstalled, and people make and remove keys by hand. Only rows that were at
 * rest before the server was asked are compared: whatever moves is somebody's work already.
 */
package dev.llavero.keys.reconcile;
