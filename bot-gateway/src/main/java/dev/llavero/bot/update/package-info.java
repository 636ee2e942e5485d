/** Updates from Telegram become rows: commands to publish, things to remember, messages to send. */
package dev.llavero.bot.update;
