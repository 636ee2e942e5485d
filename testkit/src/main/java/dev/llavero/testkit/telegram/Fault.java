package dev.llavero.testkit.telegram;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What goes wrong with a call of the bot. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @Type(value = Fault.TooManyRequests.class, name = "too-many-requests"),
    @Type(value = Fault.ServerError.class, name = "server-error"),
    @Type(value = Fault.Refused.class, name = "refused"),
    @Type(value = Fault.Hang.class, name = "hang"),
    @Type(value = Fault.ResetBefore.class, name = "reset-before"),
    @Type(value = Fault.AnswerLost.class, name = "answer-lost")
})
public sealed interface Fault {
    /** 429 with {@code parameters.retry_after}; nothing is applied. */
    record TooManyRequests(int retryAfterSeconds) implements Fault {}

    /** 500 or 502; nothing is applied. */
    record ServerError(int code) implements Fault {}

    /** Any other refusal of Telegram's: 400 or 403 with its description, for instance. */
    record Refused(int code, String description) implements Fault {}

    /** No answer for so long, then the connection is cut; nothing is applied. Clearing the faults ends it early. */
    record Hang(int seconds) implements Fault {}

    /** The connection is cut before anything is applied. */
    record ResetBefore() implements Fault {}

    /** The call has its effect, the connection is cut instead of an answer: the bot cannot know. */
    record AnswerLost() implements Fault {}

    static Fault tooManyRequests(int retryAfterSeconds) {
        return new TooManyRequests(retryAfterSeconds);
    }

    static Fault serverError() {
        return new ServerError(500);
    }

    static Fault hang(int seconds) {
        return new Hang(seconds);
    }

    static Fault resetBefore() {
        return new ResetBefore();
    }

    static Fault answerLost() {
        return new AnswerLost();
    }
}
