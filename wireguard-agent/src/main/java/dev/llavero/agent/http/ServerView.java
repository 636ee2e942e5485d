package dev.llavero.agent.http;

import dev.llavero.agent.held.Peers;
import dev.llavero.agent.link.MachineLoad;
import dev.llavero.agent.link.MachineLoad.Memory;
import dev.llavero.agent.peer.Address;
import dev.llavero.agent.peer.Invalid;
import dev.llavero.agent.peer.Network;
import dev.llavero.agent.peer.PublicKey;
import java.io.IOException;
import java.util.List;

/**
 * What this server is, for those who make files for its users.
 *
 * @param hostname where its users find it
 */
public record ServerView(
        String version,
        PublicKey publicKey,
        String hostname,
        int port,
        List<Network> networks,
        int mtu,
        List<Address> dns,
        String backend,
        MachineLoad machine) {

    Bodies.Server body(Peers peers) throws IOException {
        return new Bodies.Server(
                version,
                publicKey.base64(),
                hostname,
                port,
                (hostname.contains(":") ? "[" + hostname + "]" : hostname) + ":" + port,
                networks.stream().map(Network::cidr).toList(),
                mtu,
                dns.stream().map(Address::text).toList(),
                backend,
                load(peers));
    }

    private Bodies.Load load(Peers peers) throws IOException {
        var sample = machine.sample();
        return new Bodies.Load(
                sample.busy().orElse(null),
                sample.memory().map(Memory::totalBytes).orElse(null),
                sample.memory().map(Memory::availableBytes).orElse(null),
                sample.nic()
                        .map(nic -> new Bodies.Nic(nic.name(), nic.receivedBytes(), nic.sentBytes()))
                        .orElse(null),
                peers.held().size(),
                peers.online());
    }

    /** Packets for other addresses would find no way here. */
    void requireRoom(List<Address> addresses) {
        if (!addresses.stream().allMatch(address -> networks.stream().anyMatch(network -> network.gives(address))))
            throw new Invalid("addresses", "within " + networks + " and not the server's own");
    }

    /** WireGuard passes over a peer with the interface's own key without a word. */
    void requireAnother(PublicKey peer) {
        if (peer.equals(publicKey)) throw new Invalid("publicKey", "another than the server's own");
    }
}
