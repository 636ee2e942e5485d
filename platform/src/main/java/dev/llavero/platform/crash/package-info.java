/** Named places at which tests kill the process, so that every promise is tried at its weakest moment. */
package dev.llavero.platform.crash;
