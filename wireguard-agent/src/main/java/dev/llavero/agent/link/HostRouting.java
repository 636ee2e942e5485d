package dev.llavero.agent.link;

import dev.llavero.agent.peer.Network;
import java.util.List;

/** Addresses of the interface, forwarding and NAT, by {@code ip}, {@code nft} and {@code /proc/sys}. */
public final class HostRouting implements Routing {

    private final String name;
    private final List<Network> networks;
    private final int mtu;
    private final NatTable nat;
    private final Forwarding forwarding;
    private final Tool ip = new Tool("ip");

    public HostRouting(
            InterfaceName name, List<Network> networks, int mtu, boolean privateTargets, Forwarding forwarding) {
        this.name = name.value();
        this.networks = List.copyOf(networks);
        this.mtu = mtu;
        this.nat = new NatTable(name, this.networks, privateTargets);
        this.forwarding = forwarding;
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
