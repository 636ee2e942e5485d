package dev.llavero.keys.server;

import dev.llavero.platform.vault.Secret;
import dev.llavero.vpn.OutlineAccess;

/** How a server's access stands in the vault: as Outline's own {@code access.txt}. */
final class AccessText {
    private AccessText() {}

    static Secret write(OutlineAccess access) {
        return new Secret("certSha256:%s\napiUrl:%s\n".formatted(access.certSha256(), access.apiUrl()));
    }
}
