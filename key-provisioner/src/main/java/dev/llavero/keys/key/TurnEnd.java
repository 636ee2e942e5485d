package dev.llavero.keys.key;

/** How a call at a server went, as far as the turn is concerned. */
sealed interface TurnEnd {
    /** The server answers: go on. */
    record Answered() implements TurnEnd {}

    /** It does not: pause. */
    record Silent() implements TurnEnd {}

    /** Somebody else has the turn now. */
    record Lost() implements TurnEnd {}
}
