/** A message and how it stands on the wire. */
package dev.llavero.platform.message;
