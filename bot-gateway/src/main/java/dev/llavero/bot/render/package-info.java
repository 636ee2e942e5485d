/**
 * What a person sees: a screen, what is true now, and a language become a text and a keyboard. Pure: nothing is read here
 * and nothing is sent.
 *
 * <p>{@link dev.llavero.bot.render.FactsReader} reads what is true, {@link dev.llavero.bot.render.Renderer} does the rest.
 */
package dev.llavero.bot.render;
