package dev.llavero.keys.key;

import dev.llavero.platform.observe.DueRows;
import dev.llavero.platform.role.Role;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What waits to be done at servers, as operators see it. */
final class KeyBacklog {
    @Produces
    @Singleton
    DueRows placements() {
        return DueRows.of(
                Role.KEY_PROVISIONER,
                "keys.placement",
                "select count(*) from keys.placement where due_at <= platform.now()");
    }
}
