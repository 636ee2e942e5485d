/** What a person gets in their hands: made in memory from the credential and what is known of the server, never stored. */
package dev.llavero.bot.delivery;
