package dev.llavero.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that stay ours while their server is down. They lie below the kernel's ephemeral range: a client that keeps
 * dialling a dead server on an ephemeral port is, sooner or later, given that port as its own and connects to itself.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port of 127.0.0.1 that nobody listens on and that this JVM has not given out before. */
    public static int free() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port) && GIVEN.add(port)) return port;
        }
        throw new IllegalStateException("no free port between %d and %d".formatted(FIRST, LAST));
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException busy) {
            return false;
        }
    }
}
