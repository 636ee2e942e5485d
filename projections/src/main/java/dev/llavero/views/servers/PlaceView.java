package dev.llavero.views.servers;

import dev.llavero.contracts.LocationCode;
import dev.llavero.contracts.Protocol;
import java.util.Map;
import java.util.Set;

/**
 * A place where a new key can be made now.
 *
 * @param flag an emoji, may be empty
 * @param names by language code, English at least
 * @param protocols those that have room here
 */
public record PlaceView(LocationCode code, String flag, Map<String, String> names, Set<Protocol> protocols) {
    /** In the language, or else in English. */
    public String name(String language) {
        return names.getOrDefault(language, names.getOrDefault("en", code.value()));
    }
}
