package dev.llavero.agent.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the kernel tells of a network interface, whoever runs it.
 *
 * @param folder of the interface in {@code /sys/class/net}
 */
record NetDevice(Path folder) {

    private static final Path ALL = Path.of("/sys/class/net");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NETWORK = Path.of("/proc/self/ns/net");

    static NetDevice named(String name) {
        return new NetDevice(ALL.resolve(name));
    }

    /** The kernel numbers interfaces, and gives no number twice in one network while it runs. Empty while there is none. */
    Optional<String> number() {
        return read(folder.resolve("ifindex"));
    }

    boolean isThere() {
        return number().isPresent();
    }

    /** What only this one ever has: after a boot, and in another container, the kernel counts anew. */
    Optional<String> unique() {
        return number().flatMap(
                        number -> read(BOOT).flatMap(boot -> network().map(in -> number + "@" + boot + "/" + in)));
    }

    private static Optional<String> network() {
        try {
            return Optional.of(Files.readSymbolicLink(NETWORK).toString());
        } catch (IOException untold) {
            return Optional.empty();
        }
    }

    /** The kernel's own WireGuard says so. An interface of {@code wireguard-go} is a tun device, as those of other programs are. */
    boolean isKernelWireGuard() {
        return read(folder.resolve("uevent")).stream().flatMap(String::lines).anyMatch("DEVTYPE=wireguard"::equals);
    }

    /** It is in the way and cannot be steered. */
    LinkDown inTheWay(Uapi uapi) {
        var name = folder.getFileName();
        return new LinkDown(
                name + " is there, but it is not the kernel's WireGuard, and nobody answers on " + uapi.socket()
                        + ": remove it (ip link delete dev " + name + "), or set WIREGUARD_INTERFACE to another name");
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }
}
