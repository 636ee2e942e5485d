package dev.llavero.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bad network in front of a server. One fault at a time; it concerns live and new connections and lasts until the next
 * one or {@link #heal}, except the cuts, which happen once.
 *
 * <p>The proxy accepts before it dials: a client of a server that is down is connected, then reset.
 */
public final class TcpProxy implements AutoCloseable {

    private final InetSocketAddress server;
    private final int port = Ports.free();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Fault fault = new Fault.None();
    private ServerSocket listener;
    private volatile Thread accepting;

    private TcpProxy(InetSocketAddress server) {
        this.server = server;
    }

    public static TcpProxy to(String host, int port) {
        var proxy = new TcpProxy(new InetSocketAddress(host, port));
        proxy.listen();
        return proxy;
    }

    /** On 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Everything goes through; what a blackhole held back too. */
    public void heal() {
        become(new Fault.None());
    }

    /** Each chunk of up to 64 KiB, in either direction, is that much later. */
    public void latency(Duration delay) {
        become(new Fault.Latency(delay));
    }

    /** Connections stay open and nothing passes, as when a cable is pulled; TCP delivers it all after {@link #heal}. */
    public void blackhole() {
        become(new Fault.Blackhole());
    }

    /** Live connections are reset, new ones as soon as they are accepted. */
    public void reset() {
        become(new Fault.Reset());
        connections.forEach(ProxiedConnection::reset);
    }

    /** Live connections are reset, new ones refused. */
    public void refuse() {
        become(new Fault.Refuse());
        connections.forEach(ProxiedConnection::reset);
    }

    /**
     * Cuts the connection that carries this byte towards the server, counted from now over all connections: the server
     * gets all up to it and then the end of the stream, the client a reset.
     *
     * @return completed when it was cut
     */
    public CompletableFuture<Void> cutRequestAfter(long bytes) {
        if (bytes < 1) throw new IllegalArgumentException("a cut needs at least one byte, not " + bytes);
        var cut = new Fault.CutRequest(new AtomicLong(bytes), new CompletableFuture<>());
        become(cut);
        return cut.done();
    }

    /**
     * Loses the answer to the n-th request from now (the first is 1): the server has got it and has begun to answer, the
     * client sees a reset. What the client sends before the server says something is one request; so it does not work
     * where requests are pipelined, nor with TLS, whose handshake takes turns of its own.
     *
     * @return completed when it was cut
     */
    public CompletableFuture<Void> cutAnswer(int request) {
        if (request < 1) throw new IllegalArgumentException("requests are counted from 1, not " + request);
        return cut(Fault.CutAnswer.ofRequest(request));
    }

    /**
     * Loses the answer to the next request that holds these words, and whatever else that connection still waits for.
     *
     * @return completed when it was cut
     */
    public CompletableFuture<Void> cutAnswerTo(String words) {
        return cut(Fault.CutAnswer.ofWords(words));
    }

    private CompletableFuture<Void> cut(Fault.CutAnswer cut) {
        become(cut);
        return cut.done();
    }

    /** Resets what is live and listens no more. */
    @Override
    public void close() {
        refuse();
    }

    InetSocketAddress server() {
        return server;
    }

    Fault fault() {
        return fault;
    }

    /** A cut is over. */
    void happened(Fault cut) {
        lock.lock();
        try {
            if (fault == cut) become(new Fault.None());
        } finally {
            lock.unlock();
        }
    }

    void closed(ProxiedConnection connection) {
        connections.remove(connection);
    }

    /** Waits until the fault is another one, but not longer than this. */
    void awaitChange(Fault from, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (fault == from && left > 0) left = changed.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }

    private void become(Fault next) {
        lock.lock();
        try {
            fault = next;
            if (next instanceof Fault.Refuse) listener.close();
            else if (listener.isClosed()) listen();
            changed.signalAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
        if (next instanceof Fault.Refuse) awaitUnbound();
    }

    /** The port is given back only when nobody waits for a connection any more; not under the lock, which accepting asks for. */
    private void awaitUnbound() {
        try {
            accepting.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try {
            var socket = new ServerSocket(port, 128, InetAddress.getByName("127.0.0.1"));
            listener = socket;
            accepting = Thread.startVirtualThread(() -> acceptAll(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void acceptAll(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                accepted(socket.accept());
            } catch (IOException e) {
                if (!socket.isClosed()) throw new UncheckedIOException(e);
            }
        }
    }

    private void accepted(Socket client) {
        var connection = new ProxiedConnection(this, client);
        connections.add(connection);
        // Asked after it was added: a reset in between finds it there or is seen here.
        if (fault instanceof Fault.Reset || fault instanceof Fault.Refuse) connection.reset();
        else connection.start();
    }
}
