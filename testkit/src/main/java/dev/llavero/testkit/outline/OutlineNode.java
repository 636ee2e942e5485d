package dev.llavero.testkit.outline;

import dev.llavero.testkit.outline.KeyTrial.Candidate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The simulated server itself: its keys, its settings, its traffic. Changes one thing at a time, as Outline does. */
final class OutlineNode implements AutoCloseable {

    private final Map<String, AccessKey> keys = new LinkedHashMap<>();
    private final Set<String> everPasswords = new HashSet<>();
    private final Map<String, Candidate> candidates = new ConcurrentHashMap<>();
    private final Map<Integer, Shadowsocks> ports = new HashMap<>();
    private final AtomicLong refusedConnections = new AtomicLong();
    private final SecureRandom random = new SecureRandom();
    private final Optional<Path> stateFile;
    private final Changes changes;

    final TransferMeter meter = new TransferMeter();
    final Targets targets = new Targets();
    final String name;
    final String prefix;
    final String serverId;
    final long createdTimestampMs;

    private String hostname;
    private int apiPort;
    private int portForNewKeys;
    private int nextId;
    private volatile Duration liveAfter = Duration.ofMillis(30);
    private volatile Duration costPerKey = Duration.ZERO;

    OutlineNode(String name, int ssPort, Optional<Path> stateDir, Changes changes) throws IOException {
        this.name = name;
        this.changes = changes;
        stateFile = stateDir.map(dir -> dir.resolve("state.json"));
        var kept = stateFile.isPresent() ? Snapshot.read(stateFile.get()) : Optional.<Snapshot>empty();
        prefix = kept.map(Snapshot::prefix).orElseGet(() -> randomText(16));
        serverId =
                kept.map(Snapshot::serverId).orElseGet(() -> UUID.randomUUID().toString());
        createdTimestampMs = kept.map(Snapshot::createdTimestampMs).orElseGet(System::currentTimeMillis);
        hostname = kept.map(Snapshot::hostname).orElse("127.0.0.1");
        apiPort = kept.map(Snapshot::apiPort).orElse(0);
        nextId = kept.map(Snapshot::nextId).orElse(0);
        portForNewKeys = listen(OutlineSimulator.chosen(
                ssPort, kept.map(Snapshot::portForNewKeys).orElse(0)));
        for (var key : kept.map(Snapshot::keys).orElse(List.of())) {
            if (!ports.containsKey(key.port())) listen(key.port());
            hold(key, Duration.ZERO);
        }
        kept.map(Snapshot::exactBytes).ifPresent(meter::restore);
    }

    synchronized AccessKey create(KeyWish wish) {
        var id = String.valueOf(nextId++);
        return keys.containsKey(id) ? create(wish) : put(id, wish);
    }

    synchronized AccessKey put(String id, KeyWish wish) {
        if (keys.containsKey(id)) throw Problem.conflict("Access key with id " + id + " already exists");
        var password = wish.password().orElseGet(() -> randomText(22));
        if (password.isEmpty()) throw Problem.invalid("Password must not be empty");
        if (keys.values().stream().anyMatch(key -> key.password().equals(password)))
            throw Problem.conflict("Access key password is already in use");
        var port = wish.port().orElse(portForNewKeys);
        if (!ports.containsKey(port)) listenOrConflict(port);
        var key = new AccessKey(
                id,
                wish.name().orElse(""),
                password,
                port,
                wish.method().orElse(SsMethod.CHACHA20_IETF_POLY1305.wireName),
                wish.limitBytes().orElse(null));
        LockSupport.parkNanos(costPerKey.multipliedBy(keys.size()).toNanos());
        hold(key, liveAfter);
        changed();
        return key;
    }

    private void hold(AccessKey key, Duration live) {
        keys.put(key.id(), key);
        everPasswords.add(key.password());
        var candidate = Candidate.of(key, System.nanoTime() + live.toNanos());
        candidates.put(key.id(), candidate);
        if (!candidate.isLive()) Thread.ofVirtual().start(() -> announce(candidate));
    }

    private void announce(Candidate candidate) {
        while (!candidate.isLive()) LockSupport.parkNanos(candidate.liveAtNanos() - System.nanoTime());
        changes.happened();
    }

    synchronized boolean delete(String id) {
        candidates.remove(id);
        if (keys.remove(id) == null) return false;
        changed();
        return true;
    }

    synchronized AccessKey key(String id) {
        var key = keys.get(id);
        if (key == null) throw Problem.notFound(id);
        return key;
    }

    synchronized void rename(String id, String newName) {
        keys.put(id, key(id).named(newName));
        changed();
    }

    synchronized void limit(String id, Long bytes) {
        keys.put(id, key(id).limitedTo(bytes));
        changed();
    }

    synchronized List<AccessKey> keys() {
        return List.copyOf(keys.values());
    }

    synchronized Set<String> everPasswords() {
        return Set.copyOf(everPasswords);
    }

    synchronized String hostname() {
        return hostname;
    }

    synchronized void hostname(String newHostname) {
        hostname = newHostname;
        changed();
    }

    synchronized int portForNewKeys() {
        return portForNewKeys;
    }

    synchronized void portForNewKeys(int port) {
        if (!ports.containsKey(port)) listenOrConflict(port);
        portForNewKeys = port;
        changed();
    }

    synchronized int apiPort() {
        return apiPort;
    }

    synchronized void apiPort(int port) {
        apiPort = port;
        changed();
    }

    boolean isLive(String id) {
        var candidate = candidates.get(id);
        return candidate != null && candidate.isLive();
    }

    long refusedConnections() {
        return refusedConnections.get();
    }

    /** How long a new key waits before traffic works; a real server takes 20 to 430 ms. */
    void liveAfter(Duration delay) {
        liveAfter = delay;
    }

    /** What making a key costs for each key that is already there; a real server takes about 20 µs. */
    void costPerKey(Duration cost) {
        costPerKey = cost;
    }

    String accessUrl(AccessKey key) {
        var user = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((key.method() + ":" + key.password()).getBytes(StandardCharsets.UTF_8));
        return "ss://" + user + "@" + hostname() + ":" + key.port() + "/?outline=1";
    }

    private void listenOrConflict(int port) {
        try {
            listen(port);
        } catch (BindException taken) {
            throw Problem.conflict("Port " + port + " is already in use");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private int listen(int port) throws IOException {
        var shadowsocks = new Shadowsocks(port, candidates.values(), targets, this::count, refusedConnections);
        ports.put(shadowsocks.port(), shadowsocks);
        return shadowsocks.port();
    }

    void count(String keyId, long bytes) {
        meter.count(keyId, bytes);
        changes.happened();
    }

    private void changed() {
        stateFile.ifPresent(file -> snapshot().write(file));
        changes.happened();
    }

    private Snapshot snapshot() {
        return new Snapshot(
                prefix,
                serverId,
                createdTimestampMs,
                hostname,
                apiPort,
                portForNewKeys,
                nextId,
                new ArrayList<>(keys.values()),
                meter.exact());
    }

    private String randomText(int bytes) {
        var secret = new byte[bytes];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    @Override
    public synchronized void close() throws IOException {
        changed();
        for (var port : ports.values()) port.close();
    }
}
