package dev.llavero.testkit.backing.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

final class Loopback {

    static final String ADDRESS = "127.0.0.1";

    private Loopback() {}

    /** Both servers would report a busy port late and at length, one of them after initialising its folder. */
    static void demandFree(int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.getByName(ADDRESS))) {
            assert probe.isBound();
        } catch (IOException busy) {
            throw new Refusal(Refusal.PORT_BUSY, "port %s:%d is busy (%s)".formatted(ADDRESS, port, busy.getMessage()));
        }
    }
}
