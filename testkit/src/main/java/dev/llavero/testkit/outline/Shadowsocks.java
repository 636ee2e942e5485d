package dev.llavero.testkit.outline;

import dev.llavero.testkit.outline.KeyTrial.Candidate;
import dev.llavero.testkit.outline.Targets.Wanted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * The data path: one TCP port, any number of users, AEAD ciphers. What it counts per key is what Outline counts: bytes
 * to the target, and bytes on the wire to the client; it counts before it writes, so that who has received bytes finds them
 * counted.
 */
final class Shadowsocks implements AutoCloseable {

    private static final int CONNECT_TIMEOUT_MILLIS = 3_000;

    private final ServerSocket listener;
    private final Thread accepting;
    private final Iterable<Candidate> candidates;
    private final Targets targets;
    private final BiConsumer<String, Long> count;
    private final AtomicLong refused;
    private final Set<String> seenSalts = ConcurrentHashMap.newKeySet();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final SecureRandom random = new SecureRandom();

    Shadowsocks(
            int port,
            Iterable<Candidate> candidates,
            Targets targets,
            BiConsumer<String, Long> count,
            AtomicLong refused)
            throws IOException {
        this.candidates = candidates;
        this.targets = targets;
        this.count = count;
        this.refused = refused;
        listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        accepting = Thread.ofVirtual().name("shadowsocks-" + port()).start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            var in = client.getInputStream();
            var opening = in.readNBytes(KeyTrial.OPENING_BYTES);
            if (opening.length < KeyTrial.OPENING_BYTES) return;
            var candidate = new KeyTrial().match(opening, port(), candidates);
            if (candidate.isEmpty() || !isFresh(opening, candidate.get())) {
                refused.incrementAndGet();
                return;
            }
            relay(client, new SequenceInputStream(new ByteArrayInputStream(opening), in), candidate.get());
        } catch (IOException | GeneralSecurityException eitherSideLeft) {
            // Ends this connection only, as on a real server; the counters hold what went through.
        } finally {
            open.remove(client);
        }
    }

    /** A salt that was seen before is a replay. */
    private boolean isFresh(byte[] opening, Candidate candidate) {
        var salt = Arrays.copyOf(opening, candidate.method().keyBytes);
        return seenSalts.add(HexFormat.of().formatHex(salt));
    }

    private void relay(Socket client, InputStream fromClient, Candidate user)
            throws IOException, GeneralSecurityException {
        var method = user.method();
        var salt = fromClient.readNBytes(method.keyBytes);
        var chunks = new SsChunks(method, method.subkey(user.masterKey(), salt));
        var first = chunks.read(fromClient);
        if (first == null) return;
        var wanted = Wanted.read(first);
        var address = targets.of(wanted.host(), wanted.port());
        if (address.isEmpty()) {
            refused.incrementAndGet();
            return;
        }
        var target = new Socket();
        open.add(target);
        try (target) {
            target.setTcpNoDelay(true);
            target.connect(address.get(), CONNECT_TIMEOUT_MILLIS);
            var back = Thread.ofVirtual().start(() -> answer(client, target, user));
            send(target, user, first, wanted.headerBytes());
            for (var payload = chunks.read(fromClient); payload != null; payload = chunks.read(fromClient))
                send(target, user, payload, 0);
            target.shutdownOutput();
            back.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(target);
        }
    }

    private void send(Socket target, Candidate user, byte[] payload, int from) throws IOException {
        if (from == payload.length) return;
        count.accept(user.keyId(), (long) payload.length - from);
        target.getOutputStream().write(payload, from, payload.length - from);
    }

    private void answer(Socket client, Socket target, Candidate user) {
        try {
            var method = user.method();
            var salt = new byte[method.keyBytes];
            random.nextBytes(salt);
            var chunks = new SsChunks(method, method.subkey(user.masterKey(), salt));
            var in = target.getInputStream();
            var out = client.getOutputStream();
            var payload = new byte[SsChunks.MAX_PAYLOAD];
            var started = false;
            for (int bytes = in.read(payload); bytes >= 0; bytes = in.read(payload)) {
                if (!started) {
                    count.accept(user.keyId(), (long) salt.length);
                    out.write(salt);
                    started = true;
                }
                count.accept(user.keyId(), (long) bytes + SsChunks.LENGTH_BYTES + SsMethod.TAG_BYTES);
                chunks.write(out, payload, bytes);
            }
            client.shutdownOutput();
        } catch (IOException | GeneralSecurityException eitherSideLeft) {
            closeQuietly(client);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // closed is what we wanted
        }
    }

    /** The port is free afterwards: it is given back only when nobody waits for a connection any more. */
    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(Shadowsocks::closeQuietly);
        try {
            accepting.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
