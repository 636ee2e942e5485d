package dev.llavero.agent.link;

import dev.llavero.agent.peer.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The kernel's leave to pass packets on. What it was before is kept in a file, to be put back one day. */
public final class Forwarding {

    private static final Path IPV4 = Path.of("/proc/sys/net/ipv4/ip_forward");
    private static final Path IPV6 = Path.of("/proc/sys/net/ipv6/conf/all/forwarding");

    private final Path memory;

    /** @param memory names the switches that were off */
    public Forwarding(Path memory) {
        this.memory = memory;
    }

    void allow(List<Network> networks) throws LinkDown {
        try {
            for (var file : switches(networks)) allow(file);
        } catch (IOException refused) {
            throw new LinkDown(
                    "forwarding cannot be switched on: set net.ipv4.ip_forward and net.ipv6.conf.all.forwarding to 1 on"
                            + " this machine (in a container they cannot be written), or give the agent CAP_NET_ADMIN");
        }
    }

    private static List<Path> switches(List<Network> networks) {
        return networks.stream()
                .map(network -> network.isIpv4() ? IPV4 : IPV6)
                .distinct()
                .toList();
    }

    private void allow(Path file) throws IOException {
        if (isOn(file)) return;
        var off = Stream.concat(wereOff().stream(), Stream.of(file.toString())).distinct();
        Files.write(memory, off.toList());
        Files.writeString(file, "1\n");
    }

    private static boolean isOn(Path file) throws IOException {
        return !Files.readString(file).strip().equals("0");
    }

    private List<String> wereOff() throws IOException {
        try {
            return Files.readAllLines(memory);
        } catch (NoSuchFileException nothingWasChanged) {
            return List.of();
        }
    }

    void restore() throws LinkDown {
        try {
            for (var file : wereOff())
                if (Stream.of(IPV4, IPV6).map(Path::toString).anyMatch(file::equals))
                    Files.writeString(Path.of(file), "0\n");
            Files.deleteIfExists(memory);
        } catch (IOException refused) {
            throw new LinkDown("forwarding cannot be switched off again", refused);
        }
    }
}
