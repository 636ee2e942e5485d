package dev.llavero.app.op;

/** Broker, database or settings do not let us work; the message is for the operator. */
final class Unavailable extends RuntimeException {
    Unavailable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
