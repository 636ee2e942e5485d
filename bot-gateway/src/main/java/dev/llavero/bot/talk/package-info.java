/** What the bot makes of what it is told: plain Java, without time, chance or a database of its own. */
package dev.llavero.bot.talk;
