package dev.llavero.agent.link;

import dev.llavero.agent.peer.Address;
import dev.llavero.agent.peer.Counters;
import dev.llavero.agent.peer.Peer;
import dev.llavero.agent.peer.PrivateKey;
import dev.llavero.agent.peer.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A {@code wireguard-go} interface, steered through its socket. A peer costs a tenth of a millisecond, however many there
 * are.
 */
public final class UapiLink implements Link {

    private static final int PEERS_PER_REQUEST = 200;

    private final String name;
    private final boolean ours;
    private final Uapi uapi;
    private final NetDevice device;

    private UapiLink(String name, boolean ours) {
        this.name = name;
        this.ours = ours;
        uapi = new Uapi(name);
        device = NetDevice.named(name);
    }

    /** An interface that we start {@code wireguard-go} for. */
    public static UapiLink ofOurOwn(InterfaceName name) {
        return new UapiLink(name.value(), true);
    }

    /** An interface that somebody else runs; if it goes away we wait. It may be in another network namespace. */
    public static UapiLink ofSomebodyElse(InterfaceName name) {
        return new UapiLink(name.value(), false);
    }

    /** The daemon makes its socket anew whenever it starts. */
    @Override
    public Optional<String> incarnation() {
        try {
            var file = Files.readAttributes(uapi.socket(), BasicFileAttributes.class);
            // A daemon that was killed leaves its socket behind.
            uapi.connect();
            return Optional.of(file.fileKey() + "@" + file.lastModifiedTime());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** One that somebody else runs was given to us by its name, and may be anywhere. */
    @Override
    public Optional<String> device() {
        return ours ? device.unique() : Optional.of(name);
    }

    @Override
    public void make() throws LinkDown {
        if (incarnation().isPresent()) return;
        if (!ours) throw new LinkDown("nobody runs " + name + ": there is no answer on " + uapi.socket());
        if (device.isThere()) throw device.inTheWay(uapi);
        new Tool("wireguard-go").launch(name);
    }

    @Override
    public void unmake() throws LinkDown {
        if (!ours || incarnation().isEmpty() && !device.isThere()) return;
        // The daemon ends when its device is gone.
        new Tool("ip").run("link", "delete", "dev", name);
    }

    /** Without its socket a daemon can never be steered again. One whose socket is merely closed to us goes on. */
    @Override
    public void clear() throws LinkDown {
        if (ours && device.isThere() && Files.notExists(uapi.socket()))
            new Tool("ip").run("link", "delete", "dev", name);
    }

    @Override
    public Optional<PublicKey> identity() throws LinkDown {
        var shown = new AtomicReference<PublicKey>();
        uapi.ask("get=1\n\n", (field, value) -> {
            switch (field) {
                case "private_key" -> shown.set(PrivateKey.ofHex(value).publicKey());
                // boringtun's word for it
                case "own_public_key" -> shown.set(PublicKey.ofHex(value));
                default -> {
                    // of no interest
                }
            }
        });
        return Optional.ofNullable(shown.get());
    }

    @Override
    public void identify(PrivateKey privateKey, int listenPort) throws LinkDown {
        tell("set=1\nprivate_key=" + privateKey.hex() + "\nlisten_port=" + listenPort + "\n\n");
    }

    @Override
    public void set(List<Peer> peers) throws LinkDown {
        for (int from = 0; from < peers.size(); from += PEERS_PER_REQUEST) {
            var request = new StringBuilder("set=1\n");
            for (var peer : peers.subList(from, Math.min(from + PEERS_PER_REQUEST, peers.size())))
                describe(peer, request);
            tell(request.append('\n').toString());
        }
    }

    private static void describe(Peer peer, StringBuilder request) {
        request.append("public_key=").append(peer.publicKey().hex());
        request.append("\npreshared_key=").append(peer.presharedKey().hex());
        request.append("\nreplace_allowed_ips=true\n");
        for (Address address : peer.addresses())
            request.append("allowed_ip=").append(address.cidr()).append('\n');
    }

    @Override
    public void silence(PublicKey peer) throws LinkDown {
        tell("set=1\npublic_key=" + peer.hex() + "\nupdate_only=true\nreplace_allowed_ips=true\n\n");
    }

    @Override
    public void remove(PublicKey peer) throws LinkDown {
        tell("set=1\npublic_key=" + peer.hex() + "\nremove=true\n\n");
    }

    private void tell(String request) throws LinkDown {
        uapi.ask(request, (_, _) -> {});
    }

    @Override
    public Map<PublicKey, Counters> read() throws LinkDown {
        var peers = new PeerLines();
        uapi.ask("get=1\n\n", peers);
        return peers.all();
    }

    /** Puts together what the socket says line by line. Keys that are secret are passed over. */
    private static final class PeerLines implements Uapi.Lines {

        private final Map<PublicKey, Counters> all = new HashMap<>();
        private PublicKey peer;
        private long received;
        private long sent;
        private long handshake;

        @Override
        public void line(String field, String value) {
            switch (field) {
                case "public_key" -> {
                    keep();
                    peer = PublicKey.ofHex(value);
                    received = 0;
                    sent = 0;
                    handshake = 0;
                }
                case "rx_bytes" -> received = Long.parseLong(value);
                case "tx_bytes" -> sent = Long.parseLong(value);
                case "last_handshake_time_sec" -> handshake = Long.parseLong(value);
                default -> {
                    // of no interest
                }
            }
        }

        private void keep() {
            if (peer != null) all.put(peer, new Counters(received, sent, handshake));
        }

        Map<PublicKey, Counters> all() {
            keep();
            return all;
        }
    }

    @Override
    public String kind() {
        return ours ? "wireguard-go" : "socket";
    }
}
