package dev.llavero.testkit.wireguard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llavero.agent.Settings;
import dev.llavero.agent.WireGuardAgent;
import dev.llavero.agent.http.Request;
import dev.llavero.agent.link.MemoryLink;
import dev.llavero.agent.peer.Address;
import dev.llavero.agent.peer.Peer;
import dev.llavero.testkit.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * A WireGuard server: the agent as it is, on an interface in memory, and a control side for tests that knows the truth and makes
 * things go wrong. Listens on 127.0.0.1 only and carries no traffic.
 */
public final class AgentSimulator implements PeerHolder, AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MemoryLink link = new MemoryLink();
    private final FaultyApi api = new FaultyApi();
    private final Map<String, Long> exactBytes = new TreeMap<>();
    private final Settings settings;
    private final Optional<Path> temporary;
    private WireGuardAgent agent;
    private boolean away;

    private AgentSimulator(int port, Optional<Path> stateDir) throws IOException {
        temporary = stateDir.isPresent() ? Optional.empty() : Optional.of(Files.createTempDirectory("llavero-agent"));
        var state = stateDir.or(() -> temporary).orElseThrow();
        settings = Settings.of(
                Map.of(),
                List.of(
                        "--host=127.0.0.1",
                        "--api-address=127.0.0.1",
                        "--api-port=" + (port != 0 || stateDir.isPresent() ? port : Ports.free()),
                        "--backend=memory",
                        "--state=" + state.resolve("agent")));
        agent = started();
    }

    /**
     * @param port of the management API; 0 for any free one, or the one that stateDir remembers
     * @param stateDir keeps peers, counters of removed ones, certificate and secret path over a restart; null keeps nothing
     */
    public static AgentSimulator start(int port, Path stateDir) throws IOException {
        return new AgentSimulator(port, Optional.ofNullable(stateDir));
    }

    /** A server for one test: a free port, nothing kept. */
    public static AgentSimulator start() throws IOException {
        return start(0, null);
    }

    private WireGuardAgent started() throws IOException {
        return WireGuardAgent.start(settings, link, api::around);
    }

    @Override
    public String apiUrl() {
        return agent.apiUrl();
    }

    public String certSha256() {
        return agent.certSha256();
    }

    /** The port that users' files name. */
    public int port() {
        return settings.port();
    }

    // The truth

    /** What the agent means to hold. */
    public List<Peer> held() {
        return agent.held();
    }

    @Override
    public List<HeldPeer> peers() {
        return held().stream().map(HeldPeer::of).toList();
    }

    @Override
    public Set<String> everPresharedKeys() {
        return api.everPresharedKeys();
    }

    /** The public keys that would carry traffic right now. */
    public Set<String> onTheInterface() {
        try {
            return link.read().keySet().stream().map(Object::toString).collect(Collectors.toSet());
        } catch (IOException notThere) {
            return Set.of();
        }
    }

    /** Bytes in both directions of each key that ever had traffic, removed ones too. */
    public synchronized Map<String, Long> exactBytes() {
        return Map.copyOf(exactBytes);
    }

    public List<RecordedCall> calls() {
        return api.calls();
    }

    /**
     * Waits until the condition holds: looked at again at every call, and in between, for the agent mends things by itself.
     *
     * @throws AssertionError when it does not in time
     */
    public void await(String what, Duration within, BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + within.toNanos();
        for (var seen = calls().size(); !condition.getAsBoolean(); seen = calls().size()) {
            var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) throw new AssertionError("not within " + within + ": " + what);
            api.awaitCall(seen, Math.min(left, LOOK_AGAIN.toMillis()));
        }
    }

    // Users

    /** Counts traffic of a held key, and a handshake. */
    public synchronized void addTraffic(String keyId, long receivedBytes, long sentBytes) {
        var peer = held().stream()
                .filter(one -> one.key().value().equals(keyId))
                .findFirst()
                .orElseThrow();
        link.count(peer.publicKey(), receivedBytes, sentBytes, Instant.now());
        exactBytes.merge(keyId, receivedBytes + sentBytes, Long::sum);
    }

    // Somebody else who has the agent's address

    /** The peer is there just so. */
    public void hold(Peer peer) {
        byHand(new Request("PUT", path(peer), "", wish(peer)));
    }

    /** The peer is not there. */
    public void drop(Peer peer) {
        byHand(new Request("DELETE", path(peer), "epoch=" + peer.epoch(), new byte[0]));
    }

    private void byHand(Request request) {
        var answer = api.byHand(request);
        if (answer.status() >= 300) throw new IllegalStateException(request.method() + ": " + answer);
    }

    private static String path(Peer peer) {
        return "/peers/" + peer.key();
    }

    private static byte[] wish(Peer peer) {
        try {
            return JSON.writeValueAsBytes(Map.of(
                    "publicKey", peer.publicKey().base64(),
                    "presharedKey", peer.presharedKey().base64(),
                    "addresses", peer.addresses().stream().map(Address::cidr).toList(),
                    "epoch", peer.epoch()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // What goes wrong

    /** Whether a fault is still armed for calls of this kind. */
    public boolean awaits(Call call) {
        return api.awaits(call);
    }

    /** The next calls of this kind meet the fault. */
    public void fail(Call call, CallFault fault, int times) {
        api.arm(fault, Optional.of(call), times);
    }

    /** The next calls of any kind meet the fault. */
    public void fail(CallFault fault, int times) {
        api.arm(fault, Optional.empty(), times);
    }

    /** Applies what {@link CallFault#LATE} kept back. */
    public void deliverLate() {
        api.deliverLate();
    }

    /** The interface is made anew, without any peer, as when the machine or its daemon restarts. */
    public void emptyInterface() {
        link.recreate();
    }

    /** The agent is away; tunnels go on. */
    public synchronized void outage() throws IOException {
        if (away) return;
        agent.close();
        away = true;
    }

    /** Ends outage, armed faults and hanging calls. */
    public synchronized void heal() throws IOException {
        api.heal();
        if (away) agent = started();
        away = false;
    }

    /** The agent is killed and started again; the interface stays. */
    public synchronized void restart() throws IOException {
        outage();
        agent = started();
        away = false;
    }

    @Override
    public synchronized void close() throws IOException {
        api.heal();
        outage();
        if (temporary.isPresent()) delete(temporary.get());
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(AgentSimulator::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException kept) {
            throw new UncheckedIOException(kept);
        }
    }
}
