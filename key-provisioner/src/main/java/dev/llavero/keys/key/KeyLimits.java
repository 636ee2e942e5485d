package dev.llavero.keys.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a new user may have, until an account service owns entitlements. */
@ConfigMapping(prefix = "llavero.keys")
interface KeyLimits {
    /** Keys that a user may have at a time; set by {@code KEYS_PER_USER}. */
    @WithDefault("2")
    int keysPerUser();
}
