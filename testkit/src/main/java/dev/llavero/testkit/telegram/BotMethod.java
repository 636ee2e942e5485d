package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.databind.JsonNode;

/** One method of the Bot API: called under the lock, answers its result or throws a {@link Refusal}. */
@FunctionalInterface
interface BotMethod {
    JsonNode call(BotRequest request);
}
