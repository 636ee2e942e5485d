package dev.llavero.app.op;

import dev.llavero.contracts.AccountEvent;
import dev.llavero.contracts.DeadLetter;
import dev.llavero.contracts.Event;
import dev.llavero.contracts.KeyEvent;
import dev.llavero.contracts.KeyEvent.KeyRefused;
import dev.llavero.contracts.Reason;
import dev.llavero.contracts.ServerEvent.ServerState;

/** How a command ended. */
sealed interface Outcome {
    record Done(Event event) implements Outcome {}

    record Refused(Event event, Reason reason) implements Outcome {}

    /** The broker has the command, and whoever reads it has not finished it yet. */
    record Unanswered() implements Outcome {}

    static Outcome of(Event end) {
        return switch (end) {
            case KeyRefused refused -> new Refused(refused, refused.reason());
            case ServerState state when state.refusal() != null -> new Refused(state, state.refusal());
            case ServerState state -> new Done(state);
            case KeyEvent event -> new Done(event);
            case AccountEvent event -> new Done(event);
            case DeadLetter letter -> throw new IllegalStateException("No command ends with a dead letter");
        };
    }
}
