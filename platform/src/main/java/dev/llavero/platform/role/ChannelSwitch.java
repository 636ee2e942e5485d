package dev.llavero.platform.role;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Switches the channels of roles that this process does not play: a channel called {@code <role>-…-in} exists only where
 * its role is active.
 */
public final class ChannelSwitch implements ConfigSource {
    private static final Pattern ENABLED = Pattern.compile("mp\\.messaging\\.incoming\\.([a-z0-9-]+-in)\\.enabled");

    @Override
    public String getValue(String property) {
        var matcher = ENABLED.matcher(property);
        return matcher.matches() ? String.valueOf(enabled(matcher.group(1))) : null;
    }

    private static boolean enabled(String channel) {
        var roles = Roles.parse(fromEnvironment());
        return Arrays.stream(Role.values())
                .filter(role -> channel.startsWith(role.title() + "-"))
                .allMatch(roles::plays);
    }

    private static String fromEnvironment() {
        var property = System.getProperty(Roles.VARIABLE);
        return property != null ? property : System.getenv(Roles.VARIABLE);
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public String getName() {
        return "llavero-roles";
    }

    @Override
    public int getOrdinal() {
        return 500;
    }
}
