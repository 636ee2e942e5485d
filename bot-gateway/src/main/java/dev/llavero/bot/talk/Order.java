package dev.llavero.bot.talk;

import dev.llavero.bot.screen.Task;
import dev.llavero.contracts.KeyCommand;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.ServerCommand;
import dev.llavero.platform.vault.Secret;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Stream;

/** A command to give. Its id comes from what the person did: doing it twice is asking once. */
public sealed interface Order {
    UUID commandId();

    /** One that somebody waits for: its final event is told. */
    sealed interface Awaited extends Order {
        KeyId key();

        Task task();
    }

    record Ready(UUID commandId, KeyCommand command, Task task) implements Awaited {
        @Override
        public KeyId key() {
            return command.keyId();
        }
    }

    /** The name is plain until it is sealed under the person's key, in the transaction that stores the command. */
    record Rename(UUID commandId, KeyId key, Secret name) implements Awaited {
        @Override
        public Task task() {
            return Task.RENAMING;
        }
    }

    /** An operator's; what comes of it is seen in the list of servers. */
    record ForServer(UUID commandId, ServerCommand command) implements Order {}

    static Stream<Awaited> awaited(Collection<Order> orders) {
        return orders.stream().filter(Awaited.class::isInstance).map(Awaited.class::cast);
    }
}
