package dev.llavero.testkit.outline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where traffic may go: to this machine, and to hosts that a test routes somewhere. Never to the network, and no name is
 * ever resolved. (A real server is the other way round: it refuses what is private.)
 */
final class Targets {

    private final Map<String, InetSocketAddress> routes = new ConcurrentHashMap<>();

    void route(String host, InetSocketAddress to) {
        routes.put(host.toLowerCase(Locale.ROOT), to);
    }

    Optional<InetSocketAddress> of(String host, int port) {
        var name = host.toLowerCase(Locale.ROOT);
        var routed = routes.get(name);
        if (routed != null) return Optional.of(routed);
        if (name.equals("localhost")) return Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        try {
            var address = InetAddress.ofLiteral(name);
            return address.isLoopbackAddress() ? Optional.of(new InetSocketAddress(address, port)) : Optional.empty();
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }

    /** A target as it stands at the head of a connection's payload, in SOCKS5's way of writing it. */
    record Wanted(String host, int port, int headerBytes) {

        static Wanted read(byte[] payload) throws IOException {
            try {
                return switch (payload[0]) {
                    case 1 -> address(payload, 1, 4);
                    case 3 -> name(payload);
                    case 4 -> address(payload, 1, 16);
                    default -> throw new IOException("unknown kind of target");
                };
            } catch (IndexOutOfBoundsException tooShort) {
                throw new IOException("the target does not fit into the first chunk");
            }
        }

        private static Wanted address(byte[] payload, int from, int bytes) throws IOException {
            var address = InetAddress.getByAddress(Arrays.copyOfRange(payload, from, from + bytes));
            return new Wanted(address.getHostAddress(), port(payload, from + bytes), from + bytes + 2);
        }

        private static Wanted name(byte[] payload) {
            var bytes = payload[1] & 0xff;
            var name = new String(payload, 2, bytes, StandardCharsets.UTF_8);
            return new Wanted(name, port(payload, 2 + bytes), 2 + bytes + 2);
        }

        private static int port(byte[] payload, int at) {
            return (payload[at] & 0xff) << 8 | payload[at + 1] & 0xff;
        }
    }
}
