package dev.llavero.contracts;

import java.util.Set;

/** A wish, in the imperative. Belongs to the one role that reads its topic. */
public sealed interface Command extends Message permits KeyCommand, ServerCommand, AccountCommand {
    RequestedBy requestedBy();

    /**
     * The events that end this command: whoever waits for it waits for the first of these that carries the command's id
     * as its correlation id.
     */
    Set<Class<? extends Event>> endsWith();
}
