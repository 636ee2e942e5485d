package dev.llavero.testkit.wireguard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Two networks of their own on this machine with a cable between them: a WireGuard server, and a device of its user. The server's
 * interface is wireguard-go's; an agent outside steers it by its socket. Nothing of it is seen by the rest of the machine. Needs
 * root.
 */
public final class TunnelLab implements AutoCloseable {

    /** Where the device finds the server. */
    public static final String HOST = "192.0.2.1";
    /** Of the server inside the tunnel, as an agent's {@code WIREGUARD_NETWORKS} has them by default. */
    public static final String INSIDE = "10.64.0.1";

    private static final List<String> SERVER_INSIDE = List.of(INSIDE + "/10", "fd6c:6c61:7665::1/64");
    /** A place of the server's that no cable leads to: who reaches it came through the tunnel. */
    public static final String BEHIND = "198.51.100.2";

    private final String interfaceName;
    private final Namespace server;
    private final Namespace device;

    private TunnelLab(String name) {
        interfaceName = name + "s";
        server = Namespace.made(name + "s");
        device = Namespace.made(name + "d");
    }

    /** Why there can be none here; empty when there can. */
    public static Optional<String> missing() {
        return Tools.missing("ip", "nft", "ping", "wg", "wg-quick", "wireguard-go");
    }

    /** @param name of 12 characters at most; whatever an earlier one of that name left behind is taken away */
    public static TunnelLab make(String name) {
        forget(name);
        var lab = new TunnelLab(name);
        Namespace.connect(lab.device, List.of("192.0.2.2/24"), lab.server, List.of(HOST + "/24"));
        lab.server.run("ip", "address", "add", BEHIND + "/32", "dev", "lo");
        lab.begin();
        return lab;
    }

    private static void forget(String name) {
        for (var left : List.of(new Namespace(name + "s"), new Namespace(name + "d")))
            if (left.tried("true").status() == 0) left.close();
    }

    private void begin() {
        server.launch("wireguard-go", interfaceName);
        server.run("ip", "link", "set", "dev", interfaceName, "mtu", "1420");
        server.up(interfaceName, SERVER_INSIDE);
    }

    /** What the agent's {@code --interface} is, with {@code --backend=socket}. */
    public String interfaceName() {
        return interfaceName;
    }

    public Namespace server() {
        return server;
    }

    public Namespace device() {
        return device;
    }

    /** The daemon ends, and another begins with an interface that has no peers. */
    public void emptyInterface() {
        server.delete(interfaceName);
        begin();
    }

    /**
     * Brings a user's file up on the device as it is, by {@code wg-quick}. Name servers are taken note of only: there is one
     * resolver for the whole machine.
     */
    public void bringUp(Path file) {
        try {
            var shims = Files.createDirectories(file.resolveSibling("shims"));
            var resolvconf = Files.writeString(shims.resolve("resolvconf"), "#!/bin/sh\nexec cat >/dev/null\n");
            if (!resolvconf.toFile().setExecutable(true))
                throw new IOException(resolvconf + " cannot be made executable");
            device.launch(
                    "env",
                    "PATH=" + shims + ":" + System.getenv("PATH"),
                    "WG_QUICK_USERSPACE_IMPLEMENTATION=wireguard-go",
                    "wg-quick",
                    "up",
                    file.toString());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Whether one ping from the device is answered within so many seconds. */
    public boolean pings(String target, int seconds) {
        return device.tried("ping", "-n", "-i", "0.2", "-c", "1", "-w", Integer.toString(seconds), target)
                        .status()
                == 0;
    }

    /** Ends both networks, the interfaces in them, and their daemons. */
    @Override
    public void close() {
        device.close();
        server.close();
    }
}
