/** Who speaks to the bot, and in which language. */
package dev.llavero.bot.person;
