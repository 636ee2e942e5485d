package dev.llavero.testkit.outline;

import dev.llavero.testkit.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * An Outline server on this machine: the management API over HTTPS with its own certificate, real Shadowsocks traffic
 * for its keys, and a control side for tests that knows the truth and makes things go wrong. Listens on 127.0.0.1 only.
 */
public final class OutlineSimulator implements AutoCloseable {

    private final Changes changes = new Changes();
    private final OutlineNode node;
    private final SelfSigned certificate;
    private final ManagementPort management;

    private OutlineSimulator(int port, int ssPort, Optional<Path> stateDir, String name) throws IOException {
        if (stateDir.isPresent()) Files.createDirectories(stateDir.get());
        certificate = stateDir.isPresent()
                ? SelfSigned.keptIn(stateDir.get().resolve("certificate.p12"), "127.0.0.1")
                : SelfSigned.fresh("127.0.0.1");
        node = new OutlineNode(name, ssPort, stateDir, changes);
        management = new ManagementPort(node, chosen(port, node.apiPort()), certificate, changes);
        node.apiPort(management.port());
        if (stateDir.isPresent()) writeAccess(stateDir.get().resolve("access.txt"));
    }

    /** The port asked for, else the one remembered, else one that stays ours during an outage. */
    static int chosen(int asked, int remembered) {
        if (asked != 0) return asked;
        return remembered != 0 ? remembered : Ports.free();
    }

    /**
     * @param port of the management API; 0 for any free one, or the one that stateDir remembers
     * @param ssPort of Shadowsocks; 0 likewise
     * @param stateDir keeps keys, counters, certificate and secret prefix over a restart; null keeps nothing
     */
    public static OutlineSimulator start(int port, int ssPort, Path stateDir, String name) throws IOException {
        return new OutlineSimulator(port, ssPort, Optional.ofNullable(stateDir), name);
    }

    /** A server for one test: free ports, nothing kept. */
    public static OutlineSimulator start() throws IOException {
        return start(0, 0, null, "simulated");
    }

    /** A secret: ends in the prefix. */
    public String apiUrl() {
        return "https://127.0.0.1:" + management.port() + "/" + node.prefix;
    }

    public String certSha256() {
        return certificate.sha256();
    }

    public String name() {
        return node.name;
    }

    /** The port that new keys get. */
    public int ssPort() {
        return node.portForNewKeys();
    }

    // The truth

    public List<AccessKey> keys() {
        return node.keys();
    }

    /** Of all keys since this was started, removed ones too. */
    public Set<String> everPasswords() {
        return node.everPasswords();
    }

    /** Whether traffic of this key is served by now: a moment after it was made. */
    public boolean isLive(String keyId) {
        return node.isLive(keyId);
    }

    /** Bytes that really went through, deleted keys too: to the target, and on the wire to the client. */
    public Map<String, Long> exactBytes() {
        return node.meter.exact();
    }

    public long exactBytes(String keyId) {
        return node.meter.exact(keyId);
    }

    public List<RecordedCall> calls() {
        return management.calls();
    }

    /** Shadowsocks connections that no key opened, that repeated a salt, or that wanted a target out of reach. */
    public long refusedConnections() {
        return node.refusedConnections();
    }

    /** Endless answers ({@link CallFault#ENDLESS_BODY}, {@link CallFault#FLOOD}) that the client cut off. */
    public long cutAnswers() {
        return management.cutAnswers();
    }

    /**
     * Waits until the condition holds: looked at again at every call, key and byte.
     *
     * @throws AssertionError when it does not in time
     */
    public void await(String what, Duration within, BooleanSupplier condition) {
        if (!changes.await(condition, within)) throw new AssertionError("not within " + within + ": " + what);
    }

    boolean isMetWithin(Duration within, BooleanSupplier condition) {
        return changes.await(condition, within);
    }

    // By hand, as in Outline Manager

    /** Makes a key that is not ours; the server picks the id. */
    public AccessKey makeForeignKey(String keyName) {
        return node.create(new KeyWish(
                Optional.of(keyName), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** Makes a key under this id with this password, behind the management API's back. */
    public AccessKey makeKey(String id, String keyName, String password) {
        return makeKey(id, keyName, password, SsMethod.CHACHA20_IETF_POLY1305.wireName);
    }

    public AccessKey makeKey(String id, String keyName, String password, String method) {
        return node.put(
                id,
                new KeyWish(
                        Optional.of(keyName),
                        Optional.of(KeyWish.known(method)),
                        Optional.of(password),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** What the server gives to a user of this key: {@code ss://…}. */
    public String accessUrl(AccessKey key) {
        return node.accessUrl(key);
    }

    /** Removes a key by hand, or lets the server forget it as after a restart. */
    public boolean forget(String keyId) {
        return node.delete(keyId);
    }

    /** Counts bytes for a key without any traffic. */
    public void addTraffic(String keyId, long bytes) {
        node.count(keyId, bytes);
    }

    // What goes wrong

    /** The next calls of this kind meet the fault. */
    public void fail(Call call, CallFault fault, int times) {
        management.faults.arm(fault, Optional.of(call), times);
    }

    /** The next calls of any kind meet the fault. */
    public void fail(CallFault fault, int times) {
        management.faults.arm(fault, Optional.empty(), times);
    }

    /** The management API refuses connections; traffic goes on. */
    public void outage() {
        management.shut();
    }

    /** The management API shows another certificate. */
    public void wrongCertificate() throws IOException {
        management.serve(SelfSigned.fresh("127.0.0.1"));
    }

    /** Ends outage, wrong certificate, armed faults, hanging calls and latency. */
    public void heal() throws IOException {
        management.faults.heal();
        management.latency(Duration.ZERO);
        management.serve(certificate);
    }

    public void latency(Duration perCall) {
        management.latency(perCall);
    }

    /** How long a key is 201 before its traffic works. Default 30 ms. */
    public void liveAfter(Duration delay) {
        node.liveAfter(delay);
    }

    /** What making a key costs for each key that is already there. Default nothing; a real server: about 20 µs. */
    public void creationCostPerKey(Duration cost) {
        node.costPerKey(cost);
    }

    /** How far {@code /metrics/transfer} is off. Default {@link Estimate#AS_SEEN}. */
    public void estimate(Estimate estimate) {
        node.meter.estimate(estimate);
    }

    /** Lets the 30-day window of {@code /metrics/transfer} slide. */
    public void advance(Duration time) {
        node.meter.advance(time);
    }

    /** Sends traffic for this host there. Without a route only loopback targets are reached. */
    public void route(String host, InetSocketAddress to) {
        node.targets.route(host, to);
    }

    private void writeAccess(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "certSha256:" + certSha256() + "\napiUrl:" + apiUrl() + "\n");
    }

    @Override
    public void close() throws IOException {
        management.close();
        node.close();
    }
}
