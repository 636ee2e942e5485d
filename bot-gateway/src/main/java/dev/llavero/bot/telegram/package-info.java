/** The one way to the Bot API, for both halves of the gateway: its address, its token, its HTTP client. */
package dev.llavero.bot.telegram;
