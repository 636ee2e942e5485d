package dev.llavero.bot.delivery;

import dev.llavero.contracts.ServerEvent.WireGuard;
import dev.llavero.platform.vault.Secret;
import dev.llavero.platform.vault.WireGuardCredential;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * The file that a user opens in the WireGuard app, in the words of {@code wg-quick} that every app knows. It is a secret: hand
 * it out, keep it not. Nothing that a person typed stands in it, and nothing that could begin a line of its own.
 */
public final class WireGuardFile {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{43}=");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");
    private static final Pattern WITH_PREFIX = Pattern.compile("[0-9a-fA-F.:]{2,45}/[0-9]{1,3}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}|[0-9a-fA-F.:]{2,45}");

    private WireGuardFile() {}

    /** @param host a DNS name, an IPv4 or an IPv6 address, the latter with or without brackets */
    public static Secret render(WireGuardCredential credential, String host, WireGuard server) {
        return new Secret("""
                [Interface]
                PrivateKey = %s
                Address = %s
                %sMTU = %d

                [Peer]
                PublicKey = %s
                PresharedKey = %s
                AllowedIPs = 0.0.0.0/0, ::/0
                Endpoint = %s:%d
                PersistentKeepalive = 25
                """.formatted(
                        only(KEY, credential.privateKey().reveal()),
                        list(WITH_PREFIX, credential.addresses()),
                        server.dns().isEmpty() ? "" : "DNS = " + list(ADDRESS, server.dns()) + "\n",
                        server.mtu(),
                        only(KEY, server.publicKey()),
                        only(KEY, credential.presharedKey().reveal()),
                        bracketed(only(HOST, host.replaceAll("[\\[\\]]", ""))),
                        server.port()));
    }

    private static String list(Pattern form, Collection<String> values) {
        return String.join(", ", values.stream().map(value -> only(form, value)).toList());
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** @throws IllegalArgumentException without the value, which may be a secret */
    private static String only(Pattern form, String value) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException("Not fit for a WireGuard file: something else than " + form);
        }
        return value;
    }
}
