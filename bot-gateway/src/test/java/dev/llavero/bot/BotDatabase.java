package dev.llavero.bot;

import dev.llavero.platform.TestDatabase;
import dev.llavero.platform.role.Role;

/** The bot's schema, and the views and the vault that it reads. */
public final class BotDatabase extends TestDatabase {
    public BotDatabase() {
        super(
                Schema.vault(),
                Schema.of(Role.BOT_GATEWAY, "V1__bot.sql", "V2__access.sql", "V3__erasure.sql", "V4__terms.sql"),
                Schema.of(Role.PROJECTIONS, "V1__views.sql", "V2__wireguard.sql"));
    }
}
