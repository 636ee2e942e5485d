package dev.llavero.platform.outbox;

/** The broker may or may not have a message. */
final class PublishException extends RuntimeException {
    PublishException(Throwable cause) {
        super("not acknowledged: " + cause, cause);
    }
}
