package dev.llavero.platform.consumer;

import java.util.UUID;

/** A message that can never be handled. The rest of its batch is handled without it; it goes to the dead letters. */
public final class Poison extends RuntimeException {
    private final UUID message;

    /** @param reason one line for the operator, without the message's content */
    public Poison(UUID message, String reason) {
        super(reason);
        this.message = message;
    }

    UUID message() {
        return message;
    }
}
