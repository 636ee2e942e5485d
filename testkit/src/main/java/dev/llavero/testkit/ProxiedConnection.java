package dev.llavero.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection through a {@link TcpProxy}: a thread for each direction. */
final class ProxiedConnection {

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final TcpProxy proxy;
    private final Socket client;
    private final Socket server = new Socket();
    private final AtomicInteger openDirections = new AtomicInteger(2);
    private final AtomicBoolean serverSpokeLast = new AtomicBoolean(true);
    private volatile Fault.CutAnswer lostAnswer;
    private volatile boolean requestCut;

    ProxiedConnection(TcpProxy proxy, Socket client) {
        this.proxy = proxy;
        this.client = client;
    }

    void start() {
        Thread.startVirtualThread(this::carryRequests);
    }

    private void carryRequests() {
        try {
            awaitPassage();
            server.connect(proxy.server());
        } catch (IOException | InterruptedException e) {
            reset();
            return;
        }
        Thread.startVirtualThread(() -> carry(server, client, this::answer));
        carry(client, server, this::request);
    }

    private interface Step {
        void forward(byte[] chunk, int length, OutputStream to) throws IOException, InterruptedException;
    }

    private void carry(Socket from, Socket to, Step step) {
        try {
            var chunk = new byte[CHUNK_BYTES];
            for (int length = read(from, chunk); length >= 0; length = read(from, chunk)) {
                step.forward(chunk, length, to.getOutputStream());
            }
            awaitPassage();
            to.shutdownOutput();
            if (openDirections.decrementAndGet() == 0) close();
        } catch (IOException | InterruptedException broken) {
            // One side is gone or was cut: the other must not go on believing in it.
            reset();
        }
    }

    private static int read(Socket from, byte[] chunk) throws IOException {
        return from.getInputStream().read(chunk);
    }

    private void request(byte[] chunk, int length, OutputStream to) throws IOException, InterruptedException {
        boolean begins = serverSpokeLast.getAndSet(false);
        awaitPassage();
        switch (proxy.fault()) {
            case Fault.CutRequest cut -> cutOrWrite(cut, chunk, length, to);
            case Fault.CutAnswer cut -> {
                // Marked before the server can answer.
                if (cut.question().isIt(begins, chunk, length)) lostAnswer = cut;
                to.write(chunk, 0, length);
            }
            case Fault.None _, Fault.Latency _, Fault.Blackhole _, Fault.Reset _, Fault.Refuse _ ->
                to.write(chunk, 0, length);
        }
    }

    private void cutOrWrite(Fault.CutRequest cut, byte[] chunk, int length, OutputStream to) throws IOException {
        long left = cut.take(length);
        boolean ours = 0 < left && left <= length;
        to.write(chunk, 0, ours ? (int) left : length);
        if (ours) cut(cut);
    }

    private void answer(byte[] chunk, int length, OutputStream to) throws IOException, InterruptedException {
        awaitPassage();
        if (requestCut) return;
        if (lostAnswer != null && proxy.fault() == lostAnswer) {
            cut(lostAnswer);
            return;
        }
        serverSpokeLast.set(true);
        to.write(chunk, 0, length);
    }

    private void awaitPassage() throws InterruptedException {
        for (Fault fault = proxy.fault(); ; fault = proxy.fault()) {
            switch (fault) {
                case Fault.Blackhole blackhole -> proxy.awaitChange(blackhole, FOR_EVER);
                case Fault.Latency latency -> {
                    proxy.awaitChange(latency, latency.delay());
                    return;
                }
                case Fault.None _, Fault.Reset _, Fault.Refuse _, Fault.CutRequest _, Fault.CutAnswer _ -> {
                    return;
                }
            }
        }
    }

    private void cut(Fault.CutRequest cut) throws IOException {
        // What the server answers to a part of a request must not get through before the client is reset.
        requestCut = true;
        // The server is closed in order, since a reset may overtake the bytes it should still get.
        server.close();
        reset();
        proxy.happened(cut);
        cut.done().complete(null);
    }

    private void cut(Fault.CutAnswer cut) {
        reset();
        proxy.happened(cut);
        cut.done().complete(null);
    }

    void reset() {
        reset(client);
        reset(server);
        proxy.closed(this);
    }

    private void close() throws IOException {
        client.close();
        server.close();
        proxy.closed(this);
    }

    private static void reset(Socket socket) {
        try {
            // Closing with a linger time of nothing sends RST.
            if (!socket.isClosed()) socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // The other direction may have closed it between the two lines.
            if (!socket.isClosed()) throw new UncheckedIOException(e);
        }
    }
}
