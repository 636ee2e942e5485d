package dev.llavero.platform.role;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a process can do. Each role writes one database schema of its own, and channels carry its title as a prefix. */
public enum Role {
    BOT_GATEWAY("bot-gateway", "bot"),
    KEY_PROVISIONER("key-provisioner", "keys"),
    PROJECTIONS("projections", "views");

    private final String title;
    private final String schema;

    Role(String title, String schema) {
        this.title = title;
        this.schema = schema;
    }

    /** As it stands in {@code ROLES} and before the first part of a channel's name. */
    public String title() {
        return title;
    }

    /** The only schema that this role writes. */
    public String schema() {
        return schema;
    }

    /** @throws IllegalArgumentException naming the known roles, if there is none of that title */
    static Role titled(String title) {
        return Arrays.stream(values())
                .filter(role -> role.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown role '" + title + "' in ROLES. Known: "
                        + Arrays.stream(values()).map(Role::title).collect(Collectors.joining(", "))));
    }
}
