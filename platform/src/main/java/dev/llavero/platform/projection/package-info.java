/** Read models, and how one is made anew beside the live one. See {@link dev.llavero.platform.projection.Rebuild}. */
package dev.llavero.platform.projection;
