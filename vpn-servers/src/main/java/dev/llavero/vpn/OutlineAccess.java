package dev.llavero.vpn;

import java.net.URI;

/** An Outline server's management address and the SHA-256 of its certificate, as {@code access.txt} has them. */
public record OutlineAccess(URI apiUrl, String certSha256) implements ServerAccess {

    @Override
    public String toString() {
        return "OutlineAccess[***]";
    }
}
