package dev.llavero.vpn;

import dev.llavero.platform.vault.Secret;

/** A key as a server holds it. Foreign keys have any id, and a name that a person typed. */
public record HeldKey(String id, String name, Secret password, String method, int port) {

    @Override
    public String toString() {
        return "HeldKey[" + id + ", " + method + ", port " + port + "]";
    }
}
