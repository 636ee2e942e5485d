package dev.llavero.testkit.wireguard;

/** What may go wrong with one call. */
public enum CallFault {
    /** Applied, then the connection is closed without an answer. */
    ANSWER_LOST,
    /** The connection is closed; it is applied only when {@link AgentSimulator#deliverLate} says so, perhaps after later calls. */
    LATE,
    /** Applied, then 500. */
    ERROR_AFTER_APPLYING,
    /** 500, nothing applied. */
    ERROR,
    /** 429, nothing applied. */
    RATE_LIMITED,
    /** Nothing applied and no answer, until the faults are healed. */
    HANG
}
