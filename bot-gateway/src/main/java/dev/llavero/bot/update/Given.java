package dev.llavero.bot.update;

import dev.llavero.bot.interaction.Interaction;
import dev.llavero.bot.talk.Order;
import dev.llavero.contracts.Command;
import dev.llavero.contracts.KeyCommand;
import dev.llavero.contracts.RequestedBy;
import dev.llavero.contracts.UserId;
import dev.llavero.platform.message.Envelope;
import dev.llavero.platform.vault.Purpose;
import dev.llavero.platform.vault.UserKey;
import java.time.Instant;
import java.util.stream.Stream;

/** An order, by whom, and the chat in which they wait for it. */
record Given(Order order, UserId by, long chat) {
    /** None if nobody waits. */
    Stream<Interaction> interaction() {
        return order instanceof Order.Awaited awaited
                ? Stream.of(Interaction.begin(awaited.commandId(), by, chat, awaited.task(), awaited.key()))
                : Stream.of();
    }

    boolean needsSealing() {
        return order instanceof Order.Rename;
    }

    /** @param key the user's vault key; null unless {@link #needsSealing} */
    Envelope<? extends Command> command(UserKey key, Instant now) {
        return switch (order) {
            case Order.Ready(var id, var command, var _) -> Envelope.command(id, command, now);
            case Order.Rename(var id, var named, var name) -> {
                var sealed = key.seal(Purpose.KEY_NAME, named.toString(), 0, name);
                yield Envelope.command(id, new KeyCommand.RenameKey(named, sealed, RequestedBy.user(by)), now);
            }
            case Order.ForServer(var id, var command) -> Envelope.command(id, command, now);
        };
    }

    /** For the log. */
    String told() {
        return switch (order) {
            case Order.Awaited awaited -> awaited.task() + " of " + awaited.key();
            case Order.ForServer(var _, var command) ->
                command.getClass().getSimpleName() + " of " + command.serverId();
        };
    }
}
