package dev.llavero.bot.access;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** To whom the door is open. */
public enum Access {
    OPEN,
    INVITE,
    LIST;

    /**
     * As {@code ACCESS} says; where it says nothing, by invitation on the real Telegram and open on any other.
     *
     * @throws IllegalArgumentException if it says something else
     */
    static Access of(String setting, URI telegram) {
        if (setting.isBlank()) {
            return "api.telegram.org".equals(telegram.getHost()) ? INVITE : OPEN;
        }
        return Arrays.stream(values())
                .filter(access -> access.toString().equals(setting.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("ACCESS is '" + setting + "'. Known: "
                        + Arrays.stream(values()).map(Access::toString).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
