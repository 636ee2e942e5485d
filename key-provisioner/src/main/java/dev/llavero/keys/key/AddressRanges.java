package dev.llavero.keys.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * Where WireGuard keys' addresses come from: slot n has the n-th address of both ranges. Every agent must serve both
 * (its {@code WIREGUARD_NETWORKS}). They may grow at the end; their beginnings are for good.
 */
@ConfigMapping(prefix = "llavero.wireguard")
interface AddressRanges {
    /** Set by {@code WIREGUARD_IPV4_RANGE}. */
    @WithDefault("10.64.0.0/10")
    String ipv4Range();

    /** Set by {@code WIREGUARD_IPV6_RANGE}. */
    @WithDefault("fd6c:6c61:7665::/64")
    String ipv6Range();

    /** How long nobody has the addresses of a key that is gone; set by {@code WIREGUARD_ADDRESS_COOL_DOWN}. */
    @WithDefault("24h")
    Duration addressCoolDown();
}
