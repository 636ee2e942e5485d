package dev.llavero.playground;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Whether somebody is there. */
final class Listening {
    private static final int PATIENCE_MILLIS = 1_000;

    private Listening() {}

    /** @param exit of the process that should listen there */
    static Optional<String> trouble(CompletableFuture<Integer> exit, int port) {
        if (exit.isDone()) return Optional.of("down");
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            return Optional.empty();
        } catch (IOException notYet) {
            return Optional.of("does not answer");
        }
    }
}
