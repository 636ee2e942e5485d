package dev.llavero.agent.http;

import dev.llavero.agent.held.Peers;
import dev.llavero.agent.held.PutOutcome;
import dev.llavero.agent.held.RemoveOutcome;
import dev.llavero.agent.held.Transfer;
import dev.llavero.agent.held.Upkeep;
import dev.llavero.agent.link.LinkDown;
import dev.llavero.agent.peer.Address;
import dev.llavero.agent.peer.Counters;
import dev.llavero.agent.peer.Invalid;
import dev.llavero.agent.peer.KeyId;
import dev.llavero.agent.peer.Peer;
import dev.llavero.agent.peer.PresharedKey;
import dev.llavero.agent.peer.PublicKey;
import dev.llavero.agent.peer.Wanted;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The calls of the management API. */
public final class Management implements Api {

    private static final Pattern EPOCH = Pattern.compile("epoch=(\\d{1,18})");

    private final Peers peers;
    private final Upkeep upkeep;
    private final ServerView server;

    public Management(Peers peers, Upkeep upkeep, ServerView server) {
        this.peers = peers;
        this.upkeep = upkeep;
        this.server = server;
    }

    @Override
    public Optional<Answer> answer(Request request) {
        return Optional.of(answered(request));
    }

    private Answer answered(Request request) {
        try {
            return routed(request);
        } catch (Invalid invalid) {
            return Answer.problem(400, "Invalid", invalid.getMessage());
        } catch (LinkDown down) {
            return Answer.problem(503, "InterfaceDown", down.getMessage());
        } catch (IOException storage) {
            return Answer.problem(503, "StorageDown", "the journal cannot be written");
        }
    }

    private Answer routed(Request request) throws IOException {
        if (request.path().startsWith("/peers/"))
            return onPeer(request, request.path().substring("/peers/".length()));
        return switch (request.path()) {
            case "/peers" -> reading(request, this::list);
            case "/metrics/transfer" -> reading(request, this::transfers);
            case "/server" -> reading(request, this::server);
            case "/health" -> reading(request, this::health);
            default -> Answer.problem(404, "ResourceNotFound", "there is nothing here");
        };
    }

    private static Answer reading(Request request, Upkeep.Counting<Answer> read) throws IOException {
        return request.method().equals("GET") ? read.run() : Answer.notAllowed(List.of("GET"));
    }

    private Answer onPeer(Request request, String id) throws IOException {
        return switch (request.method()) {
            case "PUT" -> put(wanted(new KeyId(id), Json.read(request.body(), Bodies.Wish.class)));
            case "DELETE" -> remove(new KeyId(id), epoch(request.query()));
            case "GET" -> peer(new KeyId(id));
            default -> Answer.notAllowed(List.of("GET", "PUT", "DELETE"));
        };
    }

    private Wanted wanted(KeyId key, Bodies.Wish wish) {
        if (wish == null || wish.addresses() == null) throw new Invalid("addresses", "a list");
        if (wish.epoch() == null) throw new Invalid("epoch", "given");
        var addresses = wish.addresses().stream().map(Address::of).toList();
        server.requireRoom(addresses);
        var publicKey = new PublicKey(wish.publicKey());
        server.requireAnother(publicKey);
        return new Wanted(key, publicKey, new PresharedKey(wish.presharedKey()), addresses, wish.epoch());
    }

    private Answer put(Wanted wanted) throws IOException {
        upkeep.requireOurs();
        var outcome = peers.put(wanted);
        upkeep.requireConnection();
        return switch (outcome) {
            case PutOutcome.Held(var peer, var fresh) -> Answer.of(fresh ? 201 : 200, placed(peer));
            case PutOutcome.Stale(var epoch) -> stale(epoch);
            case PutOutcome.Taken(var what) -> Answer.problem(409, "Conflict", what + ": belongs to another key");
        };
    }

    private Bodies.Placed placed(Peer peer) {
        var body = body(peer);
        return new Bodies.Placed(
                body.id(), body.publicKey(), body.addresses(), body.epoch(), body.counterEpoch(), server.port());
    }

    private static long epoch(String query) {
        var matcher = EPOCH.matcher(query);
        if (!matcher.matches()) throw new Invalid("epoch", "given as ?epoch=N");
        return Long.parseLong(matcher.group(1));
    }

    private Answer remove(KeyId key, long epoch) throws IOException {
        upkeep.requireOurs();
        return switch (peers.remove(key, epoch)) {
            case RemoveOutcome.Gone() -> Answer.empty(204);
            case RemoveOutcome.Stale(var newest) -> stale(newest);
        };
    }

    private static Answer stale(long epoch) {
        return Answer.problem(412, "StaleEpoch", "epoch " + epoch + " of this key was seen");
    }

    /** A server that connects nobody is not offered to anybody. */
    private Answer server() throws IOException {
        upkeep.requireConnection();
        return Answer.of(200, server.body(peers));
    }

    private Answer list() throws IOException {
        var held = peers.held().stream().map(Management::body).toList();
        var foreign = peers.foreign().stream().map(PublicKey::base64).toList();
        return Answer.of(200, new Bodies.Peers(held, foreign));
    }

    private static Bodies.Peer body(Peer peer) {
        return new Bodies.Peer(
                peer.key().value(),
                peer.publicKey().base64(),
                peer.addresses().stream().map(Address::cidr).toList(),
                peer.epoch(),
                peer.counterEpoch());
    }

    private Answer peer(KeyId key) throws IOException {
        var held = peers.held(key);
        return held.isEmpty()
                ? Answer.problem(404, "NotFound", "no such peer")
                : Answer.of(200, withTraffic(held.get(), peers.recent(held.get().publicKey())));
    }

    private static Bodies.PeerWithTraffic withTraffic(Peer peer, Optional<Counters> counters) {
        var body = body(peer);
        return new Bodies.PeerWithTraffic(
                body.id(),
                body.publicKey(),
                body.addresses(),
                body.epoch(),
                body.counterEpoch(),
                counters.map(Counters::receivedBytes).orElse(null),
                counters.map(Counters::sentBytes).orElse(null),
                counters.map(Management::handshake).orElse(null),
                counters.map(known -> known.online(Instant.now())).orElse(null));
    }

    private static String handshake(Counters counters) {
        return counters.handshakeSecond() == 0
                ? null
                : Instant.ofEpochSecond(counters.handshakeSecond()).toString();
    }

    private Answer transfers() throws IOException {
        var all = upkeep.counting(peers::transfers);
        return Answer.of(
                200, new Bodies.Transfers(all.stream().map(Management::body).toList()));
    }

    private static Bodies.Transfer body(Transfer transfer) {
        return new Bodies.Transfer(
                transfer.key().value(),
                transfer.counterEpoch(),
                transfer.counters().receivedBytes(),
                transfer.counters().sentBytes(),
                handshake(transfer.counters()),
                transfer.removedAt().map(Instant::toString).orElse(null));
    }

    private Answer health() {
        var trouble = upkeep.trouble();
        return Answer.of(
                trouble.isEmpty() ? 200 : 503,
                new Bodies.Health(
                        trouble.isEmpty() ? "ok" : "trouble",
                        server.backend(),
                        peers.held().size(),
                        trouble.orElse(null)));
    }
}
