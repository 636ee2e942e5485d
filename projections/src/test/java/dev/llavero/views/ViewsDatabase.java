package dev.llavero.views;

import dev.llavero.platform.TestDatabase;
import dev.llavero.platform.role.Role;

/** The schema of the views. */
public final class ViewsDatabase extends TestDatabase {
    public ViewsDatabase() {
        super(Schema.of(Role.PROJECTIONS, "V1__views.sql", "V2__wireguard.sql"));
    }
}
