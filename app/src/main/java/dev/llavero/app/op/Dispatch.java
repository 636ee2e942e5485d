package dev.llavero.app.op;

import dev.llavero.contracts.Command;
import dev.llavero.platform.message.Envelope;
import java.time.Duration;

/** Sends a command and waits for how it ends. */
interface Dispatch {
    /**
     * @param patience for all of it
     * @throws Unavailable if the broker has not confirmed the command
     */
    Outcome send(Envelope<? extends Command> command, Duration patience);
}
