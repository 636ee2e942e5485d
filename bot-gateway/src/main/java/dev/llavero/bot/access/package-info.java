/** Who may talk to the bot: everybody, whoever was invited, or a list of people. */
package dev.llavero.bot.access;
