package dev.llavero.vpn;

import dev.llavero.contracts.KeyId;
import dev.llavero.vpn.HeldKey.ForeignPeer;
import dev.llavero.vpn.Outcome.Done;
import dev.llavero.vpn.Outcome.Refused;
import dev.llavero.vpn.Reply.Answer;
import dev.llavero.vpn.Reply.Broken;
import dev.llavero.vpn.ServerCredential.OutlinePassword;
import dev.llavero.vpn.ServerCredential.WireGuardPeer;
import dev.llavero.vpn.ServerFacts.WireGuardFacts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A WireGuard server, by the management API of our agent. A peer is put as a whole, so an unclear answer is cleared up by putting it
 * once more.
 */
final class WireGuardServer implements VpnServer {

    /** WireGuard has one set of ciphers and no choice. */
    private static final String METHOD = "wireguard";

    private static final Buffer NO_BODY = Buffer.buffer();

    private final PinnedHttps https;
    private final String secretPath;
    private final Duration within;

    /** @param within the longest that any call takes, the second try after an unclear {@code put} included */
    WireGuardServer(Vertx vertx, ManagementAddress address, Duration within) {
        https = new PinnedHttps(vertx, address.host(), address.port(), address.certSha256());
        secretPath = address.secretPath();
        this.within = within;
    }

    @Override
    public Uni<Outcome<Endpoint>> put(ServerKey key) {
        return switch (key.credential()) {
            case WireGuardPeer peer -> put(key, peer);
            case OutlinePassword _ ->
                Uni.createFrom().item(new Refused<>(Refusal.INVALID, "an Outline key for a WireGuard server"));
        };
    }

    private Uni<Outcome<Endpoint>> put(ServerKey key, WireGuardPeer peer) {
        var wish = Json.write(
                new WireGuardJson.Wish(peer.publicKey(), peer.presharedKey().reveal(), peer.addresses(), key.epoch()));
        return https.send(
                        HttpMethod.PUT,
                        path(key.id()),
                        wish,
                        within.multipliedBy(5).dividedBy(8))
                .chain(reply -> isUnclear(reply, peer)
                        ? https.send(
                                HttpMethod.PUT,
                                path(key.id()),
                                wish,
                                within.multipliedBy(3).dividedBy(8))
                        : Uni.createFrom().item(reply))
                .map(reply -> meaning(reply, peer));
    }

    /** Perhaps it was done. An agent that says it cannot is not asked again at once. */
    private static boolean isUnclear(Reply reply, WireGuardPeer peer) {
        return switch (reply) {
            case Broken broken -> broken.fault() != Fault.CERTIFICATE;
            case Answer answer when isDone(answer) -> port(answer, peer).isEmpty();
            case Answer answer -> answer.status() == 500;
        };
    }

    private static Outcome<Endpoint> meaning(Reply reply, WireGuardPeer peer) {
        return switch (reply) {
            case Answer answer
            when isDone(answer) ->
                port(answer, peer)
                        .<Outcome<Endpoint>>map(port -> new Done<>(new Endpoint(port, METHOD)))
                        .orElseGet(() -> Unexpected.answer(reply, "PUT peer"));
            case Answer answer
            when answer.status() == 409 ->
                new Refused<>(Refusal.CREDENTIAL_TAKEN, "its public key or an address belongs to another key there");
            case Answer answer when isOutdated(answer) -> outdated();
            case Answer answer
            when answer.status() == 400 -> new Refused<>(Refusal.INVALID, "PUT peer: the agent calls it invalid");
            case Answer _, Broken _ -> Unexpected.answer(reply, "PUT peer");
        };
    }

    private static boolean isDone(Answer answer) {
        return answer.status() == 200 || answer.status() == 201;
    }

    private static Optional<Integer> port(Answer answer, WireGuardPeer peer) {
        return Json.read(answer.body(), WireGuardJson.Placed.class)
                .filter(placed -> peer.publicKey().equals(placed.publicKey()))
                .flatMap(placed -> Optional.ofNullable(placed.port()));
    }

    @Override
    public Uni<Outcome<Gone>> remove(KeyId key, long epoch) {
        return https.send(HttpMethod.DELETE, path(key) + "?epoch=" + epoch, NO_BODY, within)
                .map(reply -> switch (reply) {
                    case Answer answer when answer.status() == 204 -> new Done<>(new Gone());
                    case Answer answer when isOutdated(answer) -> outdated();
                    case Answer _, Broken _ -> Unexpected.answer(reply, "DELETE peer");
                });
    }

    @Override
    public Uni<Outcome<Gone>> removeForeign(String id) {
        return Uni.createFrom().item(new Refused<>(Refusal.INVALID, "an agent removes none but our own peers"));
    }

    private static boolean isOutdated(Answer answer) {
        return answer.status() == 412;
    }

    private static <T> Outcome<T> outdated() {
        return new Refused<>(Refusal.OUTDATED, "a later placement of the key was seen there");
    }

    @Override
    public Uni<Outcome<List<HeldKey>>> list() {
        return read("/peers", WireGuardJson.Peers.class, all -> Optional.of(all)
                .filter(WireGuardJson.Peers::isWhole)
                .map(WireGuardServer::held));
    }

    private static List<HeldKey> held(WireGuardJson.Peers all) {
        var ours = all.peers().stream()
                .<HeldKey>map(
                        peer -> new HeldKey.WireGuardPeer(peer.id(), peer.publicKey(), peer.addresses(), peer.epoch()));
        return Stream.concat(ours, all.foreignPublicKeys().stream().map(ForeignPeer::new))
                .toList();
    }

    @Override
    public Uni<Outcome<List<Counter>>> transfer() {
        return read("/metrics/transfer", WireGuardJson.Transfers.class, all -> Optional.of(all)
                .filter(WireGuardJson.Transfers::isWhole)
                .map(whole ->
                        whole.transfers().stream().map(WireGuardServer::counter).toList()));
    }

    private static Counter counter(WireGuardJson.Transfer transfer) {
        return new Counter(
                transfer.id(),
                OptionalLong.of(transfer.counterEpoch()),
                transfer.receivedBytes() + transfer.sentBytes());
    }

    @Override
    public Uni<Outcome<ServerFacts>> probe() {
        return read("/server", WireGuardJson.Server.class, server -> Optional.of(server)
                .filter(WireGuardJson.Server::isWhole)
                .map(it -> new WireGuardFacts(
                        it.version(),
                        it.hostname(),
                        it.port(),
                        it.publicKey(),
                        it.addresses(),
                        it.mtu(),
                        it.dns(),
                        it.load().peers(),
                        it.load().peersOnline())));
    }

    private <B, T> Uni<Outcome<T>> read(String path, Class<B> type, Function<B, Optional<T>> meaning) {
        return https.send(HttpMethod.GET, secretPath + path, NO_BODY, within).map(reply -> switch (reply) {
            case Answer(var status, var body)
            when status == 200 ->
                Json.read(body, type)
                        .flatMap(meaning)
                        .<Outcome<T>>map(Done::new)
                        .orElseGet(() -> Unexpected.answer(reply, "GET " + path));
            case Answer _, Broken _ -> Unexpected.answer(reply, "GET " + path);
        });
    }

    private String path(KeyId key) {
        return secretPath + "/peers/" + key.value();
    }

    void close() {
        https.close();
    }
}
