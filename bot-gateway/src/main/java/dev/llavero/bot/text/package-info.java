/**
 * What the bot says, in every language that it speaks.
 *
 * <p>Texts are Telegram HTML in {@code phrases_<language>.properties}, with {@code {0}} for values ({@link
 * java.text.MessageFormat}); buttons, toasts and commands are plain text. An apostrophe is written ’, since ' quotes in a
 * pattern.
 */
package dev.llavero.bot.text;
