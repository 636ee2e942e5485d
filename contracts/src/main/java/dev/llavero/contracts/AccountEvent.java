package dev.llavero.contracts;

import java.time.Instant;
import java.util.Objects;

/** What users may have. Public; {@code ce_sequence} counts up by one per user. */
public sealed interface AccountEvent extends Event {
    UserId userId();

    @Override
    default String subject() {
        return userId().toString();
    }

    /**
     * All that the user may have from now on.
     *
     * @param keys at a time
     * @param until when their keys are suspended; null: never
     */
    record AccessGranted(UserId userId, int keys, Instant until) implements AccountEvent {
        public AccessGranted {
            Objects.requireNonNull(userId, "userId");
        }
    }
}
