package dev.llavero.keys.server;

import dev.llavero.contracts.Protocol;
import dev.llavero.platform.vault.Secret;
import dev.llavero.vpn.OutlineAccess;
import dev.llavero.vpn.ServerAccess;
import dev.llavero.vpn.WireGuardAccess;

/** How a server's access stands in the vault: as Outline's own {@code access.txt}; that of a WireGuard server says so first. */
final class AccessText {
    private static final String WIREGUARD = "protocol:wireguard\n";
    /** The access was judged when it was registered. */
    private static final boolean WHEREVER_IT_IS = true;

    private AccessText() {}

    static Secret write(ServerAccess access) {
        var text = "certSha256:%s\napiUrl:%s\n".formatted(access.certSha256(), access.apiUrl());
        return switch (access) {
            case OutlineAccess outline -> new Secret(text);
            case WireGuardAccess agent -> new Secret(WIREGUARD + text);
        };
    }

    static ServerAccess read(Secret access) {
        var text = access.reveal();
        var protocol = text.startsWith(WIREGUARD) ? Protocol.WIREGUARD : Protocol.OUTLINE;
        return ServerAccess.parse(protocol, text, WHEREVER_IT_IS);
    }
}
