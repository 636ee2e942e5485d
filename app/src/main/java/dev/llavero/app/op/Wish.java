package dev.llavero.app.op;

import dev.llavero.contracts.Command;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.message.Ids;
import java.time.Instant;

/** A command as an operator gives it: typed once, meant once, so its id is new. */
final class Wish {
    private Wish() {}

    static Envelope<Command> of(Command command) {
        return Envelope.command(Ids.next(), command, Instant.now());
    }

    static RequestedBy operator() {
        return RequestedBy.operator(System.getProperty("user.name"));
    }
}
