package dev.llavero.testkit.wireguard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A network of its own on this machine. Whatever runs in it reaches only what was connected to it. */
public record Namespace(String name) implements AutoCloseable {

    private static final Path SOCKETS = Path.of("/var/run/wireguard");
    private static final Duration LONGEST_END = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    public static Namespace made(String name) {
        Tools.run("ip", "netns", "add", name);
        var namespace = new Namespace(name);
        namespace.run("ip", "link", "set", "lo", "up");
        return namespace;
    }

    /** A cable between two, with an IPv4 and an IPv6 address at each end: {@code 192.0.2.1/24}. */
    public static void connect(Namespace one, List<String> its, Namespace other, List<String> others) {
        var oneEnd = "to" + other.name();
        var otherEnd = "to" + one.name();
        one.run("ip", "link", "add", oneEnd, "type", "veth", "peer", "name", otherEnd, "netns", other.name());
        one.up(oneEnd, its);
        other.up(otherEnd, others);
    }

    public void up(String link, List<String> addresses) {
        for (var address : addresses)
            // Without duplicate address detection: an IPv6 address could not be used for a second.
            if (address.contains(":")) run("ip", "address", "add", address, "dev", link, "nodad");
            else run("ip", "address", "add", address, "dev", link);
        run("ip", "link", "set", link, "up");
    }

    /** Deletes an interface; if a daemon runs it, returns when that has ended: its name is free again. */
    public void delete(String link) {
        tried("ip", "link", "delete", "dev", link);
        var socket = SOCKETS.resolve(link + ".sock");
        var until = System.nanoTime() + LONGEST_END.toNanos();
        while (Files.exists(socket) && System.nanoTime() < until) LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }

    public String run(String... command) {
        return Tools.run(inside(command));
    }

    public Tools.Ended tried(String... command) {
        return Tools.tried(inside(command));
    }

    public void launch(String... command) {
        Tools.launch(inside(command));
    }

    public String[] inside(String... command) {
        return Stream.concat(Stream.of("ip", "netns", "exec", name), Stream.of(command))
                .toArray(String[]::new);
    }

    /** Interfaces inside go with it, and the daemons of those. */
    @Override
    public void close() {
        for (var line : tried("ip", "-brief", "link").printed().lines().toList()) {
            var link = line.split("[ @]")[0];
            if (!link.equals("lo")) delete(link);
        }
        Tools.run("ip", "netns", "delete", name);
    }
}
