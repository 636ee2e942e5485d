package dev.llavero.vpn;

import java.net.URI;

/**
 * What opens an Outline server, as its {@code access.txt} has it. The address ends in a secret path: whoever has it rules the
 * server. So nothing of it is ever printed.
 */
public record OutlineAccess(ManagementAddress address) implements ServerAccess {

    /**
     * Reads what an operator typed.
     *
     * @param allowPrivate whether a server may be at a private, link-local or loopback address; keep it false where
     *     the operator's own network is reachable from here
     * @throws InvalidAccess naming the flaw, never the address
     */
    public static OutlineAccess of(String apiUrl, String certSha256, boolean allowPrivate) {
        return new OutlineAccess(ManagementAddress.of(apiUrl, certSha256, allowPrivate));
    }

    /** Reads {@code access.txt}, or the line of JSON that Outline's installer prints. Otherwise as {@link #of}. */
    public static OutlineAccess parse(String text, boolean allowPrivate) {
        return new OutlineAccess(ManagementAddress.parse(text, allowPrivate));
    }

    @Override
    public URI apiUrl() {
        return address.apiUrl();
    }

    @Override
    public String certSha256() {
        return address.certSha256();
    }

    @Override
    public String toString() {
        return "OutlineAccess[***]";
    }
}
