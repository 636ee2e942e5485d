/** Who waits for which command, what they are told meanwhile, and the answer when its final event comes. */
package dev.llavero.bot.interaction;
