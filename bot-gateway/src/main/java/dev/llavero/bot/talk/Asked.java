package dev.llavero.bot.talk;

import dev.llavero.bot.screen.Task;
import dev.llavero.contracts.KeyId;
import dev.llavero.contracts.UserId;

/** A command that was given before, by whom, and whether its final event is here. */
public record Asked(UserId by, Task task, KeyId key, boolean done) {}
