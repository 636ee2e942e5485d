package dev.llavero.keys.key;

import dev.llavero.platform.observe.DueRows;
import dev.llavero.platform.role.Role;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What waits to be done, or for a word of theirs, as operators see it. */
final class KeyBacklog {
    @Produces
    @Singleton
    DueRows placements() {
        return DueRows.of(
                Role.KEY_PROVISIONER,
                "keys.placement",
                "select count(*) from keys.placement where due_at <= platform.now()");
    }

    @Produces
    @Singleton
    DueRows massExpiry() {
        return DueRows.of(
                Role.KEY_PROVISIONER,
                "keys.mass_expiry",
                "select coalesce(sum(ending), 0) from keys.mass_expiry where allowed_at is null");
    }
}
