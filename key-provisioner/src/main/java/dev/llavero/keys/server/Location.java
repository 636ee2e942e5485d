package dev.llavero.keys.server;

import dev.llavero.contracts.LocationCode;
import java.util.Map;

/**
 * A place as users see it.
 *
 * @param flag an emoji, may be empty
 * @param names by language code, English at least
 */
public record Location(LocationCode code, String flag, Map<String, String> names) {
    @Override
    public String toString() {
        return "%s %s".formatted(flag, names.get("en")).strip();
    }
}
