package dev.llavero.agent.link;

import dev.llavero.agent.peer.Network;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One nftables table of our own: source NAT, peers kept apart from each other, from the networks that the server itself is in
 * and from its own services, and TCP segments small enough for the tunnel. Whatever else is in nftables is left alone.
 */
final class NatTable {

    private static final String PRIVATE_IPV4 =
            "0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.168.0.0/16";
    private static final String PRIVATE_IPV6 = "::1/128, fc00::/7, fe80::/10";

    private final String name;
    private final List<Network> networks;
    private final Reach reach;
    private final Tool nft = new Tool("nft");

    NatTable(InterfaceName name, List<Network> networks, Reach reach) {
        this.name = name.value();
        this.networks = networks;
        this.reach = reach;
    }

    /** One transaction: there is no moment without the rules, and none with both. */
    void install() throws LinkDown {
        nft.runWithInput(gone() + rules(), "-f", "/dev/stdin");
    }

    void remove() throws LinkDown {
        nft.runWithInput(gone(), "-f", "/dev/stdin");
    }

    /** Adding first, because deleting what is not there is an error. */
    private String gone() {
        return "add table inet %1$s\ndelete table inet %1$s\n".formatted(table());
    }

    private String table() {
        return "llavero_" + name;
    }

    String rules() {
        return """
                table inet %s {
                  chain nat {
                    type nat hook postrouting priority srcnat; policy accept;
                %s  }
                  chain forward {
                    type filter hook forward priority filter; policy accept;
                    iifname "%3$s" oifname "%3$s" drop
                %4$s    iifname "%3$s" tcp flags syn tcp option maxseg size set rt mtu
                    oifname "%3$s" tcp flags syn tcp option maxseg size set rt mtu
                  }
                %5$s}
                """.formatted(
                        table(),
                        masquerading(),
                        name,
                        reach.privateNetworks() ? "" : keepingOut(),
                        reach.host() ? "" : keepingFromTheHost());
    }

    private String masquerading() {
        return networks.stream()
                .map(network -> "    %s saddr %s oifname != \"%s\" masquerade\n"
                        .formatted(network.isIpv4() ? "ip" : "ip6", network.cidr(), name))
                .collect(Collectors.joining());
    }

    private String keepingOut() {
        return """
                    iifname "%1$s" ip daddr { %2$s } drop
                    iifname "%1$s" ip6 daddr { %3$s } drop
                """.formatted(name, PRIVATE_IPV4, PRIVATE_IPV6);
    }

    /**
     * Whatever is addressed to the server itself, by any of its addresses: it may be pinged, it may answer name queries if it is the
     * users' name server or redirects their queries to itself, and peers may answer it.
     */
    private String keepingFromTheHost() {
        return """
                  chain input {
                    type filter hook input priority filter; policy accept;
                    iifname "%1$s" ct state established,related accept
                    iifname "%1$s" icmp type echo-request accept
                    iifname "%1$s" icmpv6 type echo-request accept
                    iifname "%1$s" meta l4proto tcp ct original proto-dst 53 ct status dnat accept
                    iifname "%1$s" meta l4proto udp ct original proto-dst 53 ct status dnat accept
                %2$s    iifname "%1$s" drop
                  }
                """.formatted(name, namesAsked());
    }

    /** What is not an address of the server never comes here, so all of them may be named. */
    private String namesAsked() {
        return reach.nameServers().stream()
                .map(address -> "    iifname \"%s\" %s daddr %s meta l4proto { tcp, udp } th dport 53 accept\n"
                        .formatted(name, address.isIpv4() ? "ip" : "ip6", address.text()))
                .collect(Collectors.joining());
    }
}
