package dev.llavero.vpn;

import dev.llavero.contracts.KeyId;
import dev.llavero.platform.vault.Secret;
import dev.llavero.vpn.HeldKey.OutlineKey;
import dev.llavero.vpn.Outcome.Done;
import dev.llavero.vpn.Outcome.Down;
import dev.llavero.vpn.Outcome.Refused;
import dev.llavero.vpn.Reply.Answer;
import dev.llavero.vpn.Reply.Broken;
import dev.llavero.vpn.ServerCredential.OutlinePassword;
import dev.llavero.vpn.ServerCredential.WireGuardPeer;
import dev.llavero.vpn.ServerFacts.OutlineFacts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * An Outline server, by its management API. Keys are made under our own id with our own password, so that a lost answer
 * leaves nothing unknown: the key is looked up and compared.
 */
final class OutlineServer implements VpnServer {

    /** Outline's default, which every client speaks. */
    static final String METHOD = "chacha20-ietf-poly1305";

    private static final int LONGEST_WORD = 256;
    private static final Buffer NO_BODY = Buffer.buffer();
    private static final Outcome<Endpoint> TAKEN =
            new Refused<>(Refusal.CREDENTIAL_TAKEN, "another key there has this password");

    private final PinnedHttps https;
    private final String secretPath;
    private final Duration within;

    /** @param within the longest that any call takes, the look-up after an unclear {@code put} included */
    OutlineServer(Vertx vertx, ManagementAddress address, Duration within) {
        https = new PinnedHttps(vertx, address.host(), address.port(), address.certSha256());
        secretPath = address.secretPath();
        this.within = within;
    }

    @Override
    public Uni<Outcome<Endpoint>> put(ServerKey key) {
        return switch (key.credential()) {
            case OutlinePassword(var password) -> put(new Wanted(key.id(), password, key.port()));
            case WireGuardPeer _ -> certain(new Refused<>(Refusal.INVALID, "a WireGuard key for an Outline server"));
        };
    }

    private record Wanted(KeyId id, Secret password, Integer port) {}

    /** A conflict may be about the port, which something else has by now: the key works on another one, too. */
    private Uni<Outcome<Endpoint>> put(Wanted key) {
        var begun = System.nanoTime();
        return put(key, begun)
                .chain(end -> end.equals(TAKEN) && key.port() != null ? elsewhere(key, begun) : certain(end));
    }

    private Uni<Outcome<Endpoint>> elsewhere(Wanted key, long begun) {
        return left(begun).compareTo(within.dividedBy(2)) < 0
                ? certain(new Down<>(Fault.TIMEOUT, "PUT key: too late for another port"))
                : put(new Wanted(key.id(), key.password(), null), begun);
    }

    private Duration left(long begun) {
        return within.minusNanos(System.nanoTime() - begun);
    }

    private Uni<Outcome<Endpoint>> put(Wanted key, long begun) {
        var wanted = new OutlineJson.Creation(
                key.id().value().toString(), METHOD, key.password().reveal(), key.port());
        return https.send(
                        HttpMethod.PUT,
                        path(key.id()),
                        Json.write(wanted),
                        left(begun).multipliedBy(5).dividedBy(8))
                .chain(reply -> switch (reply) {
                    case Answer(var status, var body)
                    when status == 201 ->
                        holds(key, body)
                                .map(OutlineServer::certain)
                                .orElseGet(() -> compare(key, begun, Unexpected.answer(reply, "PUT key")));
                    case Answer answer when answer.status() == 409 -> compare(key, begun, TAKEN);
                    case Answer answer
                    when answer.status() == 400 ->
                        certain(new Refused<>(Refusal.INVALID, "PUT key: the server calls it invalid"));
                    case Answer answer
                    when answer.status() < 500 && answer.status() != 200 ->
                        certain(Unexpected.answer(reply, "PUT key"));
                    case Broken broken
                    when broken.fault() == Fault.CERTIFICATE -> certain(Unexpected.answer(reply, "PUT key"));
                    case Answer _, Broken _ -> compare(key, begun, Unexpected.answer(reply, "PUT key"));
                });
    }

    /** After an unclear end the server's own list decides. */
    private Uni<Outcome<Endpoint>> compare(Wanted key, long begun, Outcome<Endpoint> ifAbsent) {
        return get("/access-keys/" + key.id().value(), left(begun)).map(reply -> switch (reply) {
            case Answer answer when isAbsence(answer) -> ifAbsent;
            case Answer(var status, var body)
            when status == 200 ->
                Json.read(body, OutlineJson.Key.class)
                        .filter(OutlineJson.Key::isWhole)
                        .map(held -> holds(key, body).orElseGet(() -> differs(held)))
                        .orElseGet(() -> Unexpected.answer(reply, "GET key"));
            case Answer _, Broken _ -> Unexpected.answer(reply, "GET key");
        });
    }

    private static Optional<Outcome<Endpoint>> holds(Wanted key, Buffer body) {
        return Json.read(body, OutlineJson.Key.class)
                .filter(OutlineJson.Key::isWhole)
                .filter(held -> held.id().equals(key.id().value().toString())
                        && held.password().equals(key.password().reveal())
                        && held.method().equals(METHOD))
                .map(held -> new Done<>(new Endpoint(held.port(), held.method())));
    }

    private static Outcome<Endpoint> differs(OutlineJson.Key held) {
        var what = held.method().equals(METHOD) ? "password" : "method";
        return new Refused<>(Refusal.DIFFERENT_KEY, "the id exists there with another " + what);
    }

    @Override
    public Uni<Outcome<Gone>> remove(KeyId key, long epoch) {
        return remove(path(key));
    }

    @Override
    public Uni<Outcome<Gone>> removeForeign(String id) {
        var segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return remove(secretPath + "/access-keys/" + segment);
    }

    private Uni<Outcome<Gone>> remove(String path) {
        return https.send(HttpMethod.DELETE, path, NO_BODY, within).map(reply -> switch (reply) {
            case Answer answer when answer.status() == 204 -> new Done<>(new Gone());
            case Answer answer when isAbsence(answer) -> new Done<>(new Gone());
            case Answer _, Broken _ -> Unexpected.answer(reply, "DELETE key");
        });
    }

    @Override
    public Uni<Outcome<List<HeldKey>>> list() {
        return read("/access-keys", OutlineJson.Keys.class, keys -> Optional.ofNullable(keys.accessKeys())
                .filter(all -> all.stream().allMatch(OutlineJson.Key::isWhole))
                .map(OutlineServer::eachOnce));
    }

    private static List<HeldKey> eachOnce(List<OutlineJson.Key> keys) {
        var held = new LinkedHashMap<String, HeldKey>();
        keys.forEach(key -> held.putIfAbsent(storable(key.id()), held(key)));
        return List.copyOf(held.values());
    }

    /** People with the server's own panel write what they like, and no database takes a zero. */
    private static String storable(String written) {
        return written.replace('\0', '?')
                .codePoints()
                .limit(LONGEST_WORD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static HeldKey held(OutlineJson.Key key) {
        return new OutlineKey(
                storable(key.id()),
                storable(Optional.ofNullable(key.name()).orElse("")),
                new Secret(key.password()),
                key.method(),
                key.port());
    }

    @Override
    public Uni<Outcome<List<Counter>>> transfer() {
        return read("/metrics/transfer", OutlineJson.Transfer.class, transfer -> Optional.ofNullable(
                        transfer.bytesTransferredByUserId())
                .filter(bytes -> bytes.values().stream().allMatch(n -> n != null && n >= 0))
                .map(bytes -> bytes.entrySet().stream()
                        .map(of -> new Counter(of.getKey(), OptionalLong.empty(), of.getValue()))
                        .toList()));
    }

    @Override
    public Uni<Outcome<ServerFacts>> probe() {
        return read("/server", OutlineJson.Server.class, server -> Optional.of(server)
                .filter(it -> it.version() != null && it.portForNewAccessKeys() != null)
                .map(it -> new OutlineFacts(
                        it.version(), it.name(), it.hostnameForAccessKeys(), it.portForNewAccessKeys())));
    }

    private <B, T> Uni<Outcome<T>> read(String path, Class<B> type, Function<B, Optional<T>> meaning) {
        return get(path, within).map(reply -> switch (reply) {
            case Answer(var status, var body)
            when status == 200 ->
                Json.read(body, type)
                        .flatMap(meaning)
                        .<Outcome<T>>map(Done::new)
                        .orElseGet(() -> Unexpected.answer(reply, "GET " + path));
            case Answer _, Broken _ -> Unexpected.answer(reply, "GET " + path);
        });
    }

    private Uni<Reply> get(String path, Duration time) {
        return https.send(HttpMethod.GET, secretPath + path, NO_BODY, time);
    }

    private String path(KeyId key) {
        return secretPath + "/access-keys/" + key.value();
    }

    /** A wrong secret path is 404 too, but with another code: it must not pass for "the key is gone". */
    private static boolean isAbsence(Answer answer) {
        return answer.status() == 404
                && Json.read(answer.body(), OutlineJson.Problem.class)
                        .filter(problem -> "NotFound".equals(problem.code()))
                        .isPresent();
    }

    private static Uni<Outcome<Endpoint>> certain(Outcome<Endpoint> outcome) {
        return Uni.createFrom().item(outcome);
    }

    void close() {
        https.close();
    }
}
