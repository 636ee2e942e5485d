package dev.llavero.keys;

import dev.llavero.platform.TestDatabase;
import dev.llavero.platform.role.Role;

/** The schemas that key-provisioner writes. */
public final class KeysDatabase extends TestDatabase {
    public KeysDatabase() {
        super(
                Schema.vault(),
                Schema.of(
                        Role.KEY_PROVISIONER,
                        "V1__keys.sql",
                        "V2__reconcile.sql",
                        "V3__wireguard.sql",
                        "V4__erasure.sql",
                        "V5__foreign_removal.sql",
                        "V6__access.sql",
                        "V7__restoring.sql",
                        "V8__adoption.sql",
                        "V9__mass_expiry.sql",
                        "V10__older_database.sql"));
    }
}
