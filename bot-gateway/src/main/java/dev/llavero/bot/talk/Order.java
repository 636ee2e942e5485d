package dev.llavero.bot.talk;

import dev.llavero.bot.screen.Task;
import dev.llavero.contracts.KeyCommand;
import dev.llavero.contracts.KeyId;
import dev.llavero.platform.vault.Secret;
import java.util.UUID;

/** A command to give. Its id comes from what the person did: doing it twice is asking once. */
public sealed interface Order {
    UUID commandId();

    KeyId key();

    Task task();

    record Ready(UUID commandId, KeyCommand command, Task task) implements Order {
        @Override
        public KeyId key() {
            return command.keyId();
        }
    }

    /** The name is plain until it is sealed under the person's key, in the transaction that stores the command. */
    record Rename(UUID commandId, KeyId key, Secret name) implements Order {
        @Override
        public Task task() {
            return Task.RENAMING;
        }
    }
}
