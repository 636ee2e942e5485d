package dev.llavero.bot.person;

import dev.llavero.contracts.UserId;

/**
 * A Telegram account and the random id under which everyone else knows its owner.
 *
 * @param languageCode what Telegram says, may be null
 * @param chosenLanguage what the person chose, wins; may be null
 */
public record Person(long telegramId, UserId userId, String languageCode, String chosenLanguage) {}
