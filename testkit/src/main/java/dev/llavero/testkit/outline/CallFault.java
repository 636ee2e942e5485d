package dev.llavero.testkit.outline;

/** What may go wrong with one management call. */
public enum CallFault {
    /** Applied, then the connection is closed without an answer. */
    ANSWER_LOST(true),
    /** Applied, then half of the answer and the end of the connection. */
    HALF_BODY(true),
    /** Applied, then 500. */
    ERROR_AFTER_APPLYING(true),
    /** 500, nothing applied. */
    ERROR(false),
    /** 429, nothing applied. */
    RATE_LIMITED(false),
    /** Nothing applied and no answer, until the faults are healed. */
    HANG(false),
    /** A status of 200 with a web page, nothing applied. */
    HTML(false),
    /** 307 to another address, nothing applied. */
    REDIRECT(false),
    /** Applied, then a body that goes on for ever, a byte every 10 ms. */
    ENDLESS_BODY(true),
    /** Applied, then a body that goes on for ever, as fast as it is read. */
    FLOOD(true);

    final boolean applies;

    CallFault(boolean applies) {
        this.applies = applies;
    }
}
