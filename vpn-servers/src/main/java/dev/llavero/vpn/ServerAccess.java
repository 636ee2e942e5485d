package dev.llavero.vpn;

import dev.llavero.contracts.Protocol;
import java.net.URI;

/** What opens the management side of a server. Prints as {@code ***}. */
public sealed interface ServerAccess permits OutlineAccess, WireGuardAccess {

    /** A secret: ends in the secret path. */
    URI apiUrl();

    /** In lower case. */
    String certSha256();

    /** As {@link OutlineAccess#of}, for a server of this kind. */
    static ServerAccess of(Protocol protocol, String apiUrl, String certSha256, boolean allowPrivate) {
        return switch (protocol) {
            case OUTLINE -> OutlineAccess.of(apiUrl, certSha256, allowPrivate);
            case WIREGUARD -> WireGuardAccess.of(apiUrl, certSha256, allowPrivate);
        };
    }

    /** As {@link OutlineAccess#parse}, for a server of this kind. */
    static ServerAccess parse(Protocol protocol, String text, boolean allowPrivate) {
        return switch (protocol) {
            case OUTLINE -> OutlineAccess.parse(text, allowPrivate);
            case WIREGUARD -> WireGuardAccess.parse(text, allowPrivate);
        };
    }
}
