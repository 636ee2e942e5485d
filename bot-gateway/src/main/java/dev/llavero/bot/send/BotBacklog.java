package dev.llavero.bot.send;

import dev.llavero.platform.observe.DueRows;
import dev.llavero.platform.role.Role;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What waits to be said, as operators see it. */
final class BotBacklog {
    @Produces
    @Singleton
    DueRows sends() {
        return DueRows.of(Role.BOT_GATEWAY, "bot.send", "select count(*) from bot.send where due_at <= platform.now()");
    }

    @Produces
    @Singleton
    DueRows interactions() {
        return DueRows.of(
                Role.BOT_GATEWAY,
                "bot.interaction",
                "select count(*) from bot.interaction where due_at <= platform.now() and closed_at is null");
    }
}
