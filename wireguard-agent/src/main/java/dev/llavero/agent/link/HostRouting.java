package dev.llavero.agent.link;

import dev.llavero.agent.peer.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Addresses of the interface, forwarding and NAT, by {@code ip}, {@code nft} and {@code /proc/sys}. Where the machine has no IPv6,
 * peers have IPv4 alone.
 */
public final class HostRouting implements Routing {

    private static final Path IPV6_SWITCHED_OFF = Path.of("/proc/sys/net/ipv6/conf/all/disable_ipv6");

    private final String name;
    private final List<Network> networks;
    private final int mtu;
    private final NatTable nat;
    private final Forwarding forwarding;
    private final Tool ip = new Tool("ip");

    public HostRouting(InterfaceName name, List<Network> networks, int mtu, Reach reach, Forwarding forwarding) {
        this.name = name.value();
        this.networks = networks.stream()
                .filter(network -> network.isIpv4() || hasIpv6(IPV6_SWITCHED_OFF))
                .toList();
        this.mtu = mtu;
        this.nat = new NatTable(name, this.networks, reach);
        this.forwarding = forwarding;
    }

    /** @param switchedOff the kernel's switch; it is not there where the kernel knows nothing of IPv6 */
    static boolean hasIpv6(Path switchedOff) {
        try {
            return Files.readString(switchedOff).strip().equals("0");
        } catch (IOException unknown) {
            return false;
        }
    }

    @Override
    public void establish() throws LinkDown {
        for (var network : networks) ip.run("address", "replace", network.cidr(), "dev", name);
        ip.run("link", "set", "dev", name, "mtu", Integer.toString(mtu), "up");
        nat.install();
        forwarding.allow(networks);
    }

    @Override
    public void withdraw() throws LinkDown {
        nat.remove();
        forwarding.restore();
    }
}
