package dev.llavero.agent.link;

import dev.llavero.agent.peer.Address;
import dev.llavero.agent.peer.Counters;
import dev.llavero.agent.peer.Peer;
import dev.llavero.agent.peer.PrivateKey;
import dev.llavero.agent.peer.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The kernel's own WireGuard, steered through {@code wg}: about a millisecond a peer, however many there are. Never asks for
 * {@code wg show dump}, which prints every secret.
 */
public final class WgToolLink implements Link {

    private static final int PEERS_PER_CALL = 500;
    private static final String STDIN = "/dev/stdin";

    private final String name;
    private final NetDevice device;
    private final Tool wg = new Tool("wg");
    private final Tool ip = new Tool("ip");

    public WgToolLink(InterfaceName name) {
        this.name = name.value();
        device = NetDevice.named(this.name);
    }

    /** Whether somebody has the name who is not the kernel's WireGuard. */
    public boolean isSomethingElse() {
        return device.isThere() && !device.isKernelWireGuard();
    }

    @Override
    public Optional<String> incarnation() {
        return device.number();
    }

    @Override
    public Optional<String> device() {
        return device.unique();
    }

    @Override
    public void make() throws LinkDown {
        if (!device.isThere()) ip.run("link", "add", "dev", name, "type", "wireguard");
        else if (isSomethingElse()) requireAnAnswer();
    }

    /** Where a daemon answers on its socket, {@code wg} speaks with that. */
    private void requireAnAnswer() throws LinkDown {
        var uapi = new Uapi(name);
        if (!uapi.answers()) throw device.inTheWay(uapi);
    }

    @Override
    public void unmake() throws LinkDown {
        if (incarnation().isPresent()) ip.run("link", "delete", "dev", name);
    }

    @Override
    public void clear() {
        // as long as it is there it can be steered
    }

    @Override
    public Optional<PublicKey> identity() throws LinkDown {
        var shown = wg.run("show", name, "public-key").strip();
        return shown.equals("(none)") ? Optional.empty() : Optional.of(new PublicKey(shown));
    }

    @Override
    public void identify(PrivateKey privateKey, int listenPort) throws LinkDown {
        wg.runWithSecret(
                privateKey.base64() + "\n",
                List.of("set", name, "private-key", STDIN, "listen-port", Integer.toString(listenPort)));
    }

    @Override
    public void set(List<Peer> peers) throws LinkDown {
        if (peers.size() == 1) setOne(peers.getFirst());
        else
            for (int from = 0; from < peers.size(); from += PEERS_PER_CALL)
                addAll(peers.subList(from, Math.min(from + PEERS_PER_CALL, peers.size())));
    }

    private void setOne(Peer peer) throws LinkDown {
        var arguments =
                new ArrayList<>(List.of("set", name, "peer", peer.publicKey().base64()));
        arguments.addAll(List.of("preshared-key", STDIN, "allowed-ips", addresses(peer)));
        wg.runWithSecret(peer.presharedKey().base64() + "\n", arguments);
    }

    /** Adds to what is there, and leaves the counters of those that are there alone. */
    private void addAll(List<Peer> peers) throws LinkDown {
        var sections = peers.stream()
                .map(peer -> "[Peer]\nPublicKey = %s\nPresharedKey = %s\nAllowedIPs = %s\n"
                        .formatted(
                                peer.publicKey().base64(), peer.presharedKey().base64(), addresses(peer)))
                .collect(Collectors.joining());
        wg.runWithSecret(sections, List.of("addconf", name, STDIN));
    }

    private static String addresses(Peer peer) {
        return peer.addresses().stream().map(Address::cidr).collect(Collectors.joining(","));
    }

    /** The peer is there when we ask; else this would make one without a secret. It is removed right afterwards. */
    @Override
    public void silence(PublicKey peer) throws LinkDown {
        wg.run("set", name, "peer", peer.base64(), "allowed-ips", "");
    }

    @Override
    public void remove(PublicKey peer) throws LinkDown {
        wg.run("set", name, "peer", peer.base64(), "remove");
    }

    @Override
    public Map<PublicKey, Counters> read() throws LinkDown {
        var handshakes = new HashMap<String, Long>();
        for (var line : lines("latest-handshakes", 2)) handshakes.put(line[0], Long.parseLong(line[1]));
        var all = new HashMap<PublicKey, Counters>();
        for (var line : lines("transfer", 3))
            all.put(
                    new PublicKey(line[0]),
                    new Counters(
                            Long.parseLong(line[1]), Long.parseLong(line[2]), handshakes.getOrDefault(line[0], 0L)));
        return all;
    }

    private List<String[]> lines(String what, int columns) throws LinkDown {
        var lines =
                wg.run("show", name, what).lines().map(line -> line.split("\t")).toList();
        if (lines.stream().anyMatch(line -> line.length != columns))
            throw new LinkDown("wg show " + what + " prints something else than expected");
        return lines;
    }

    @Override
    public String kind() {
        return "kernel";
    }
}
