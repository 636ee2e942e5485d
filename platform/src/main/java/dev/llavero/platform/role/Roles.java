package dev.llavero.platform.role;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/** The roles that this process plays: {@code ROLES=key-provisioner,projections}; not set or {@code all} means all. */
public record Roles(Set<Role> active) {
    static final String VARIABLE = "ROLES";

    /** @throws IllegalArgumentException if a title is unknown */
    public static Roles parse(String titles) {
        if (titles == null || titles.isBlank() || titles.strip().equals("all")) {
            return new Roles(EnumSet.allOf(Role.class));
        }
        return new Roles(Arrays.stream(titles.split(","))
                .map(String::strip)
                .filter(title -> !title.isEmpty())
                .map(Role::titled)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class))));
    }

    public static Roles ofThisProcess() {
        Optional<String> titles = ConfigProvider.getConfig().getOptionalValue(VARIABLE, String.class);
        return parse(titles.orElse(null));
    }

    public boolean plays(Role role) {
        return active.contains(role);
    }
}
