package dev.llavero.playground;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;

/** Which port each part listens on: a fixed distance from one base, so that one setting moves them all. */
record PortPlan(int base) {
    static final String VARIABLE = "LLAVERO_PORT_BASE";
    static final int DEFAULT_BASE = 23_800;
    private static final int HIGHEST_BASE = 65_500;

    /** In the order of their ports. */
    enum Use {
        OVERVIEW("overview"),
        CHAT("web chat"),
        APPLICATION("application"),
        MANAGEMENT("health and metrics"),
        KAFKA("Kafka"),
        KAFKA_CONTROLLER("Kafka controller"),
        POSTGRES("Postgres"),
        NL_API("server play-nl-1, management"),
        NL_TRAFFIC("server play-nl-1, Shadowsocks"),
        DE_API("server play-de-1, management"),
        DE_TRAFFIC("server play-de-1, Shadowsocks"),
        NL2_API("server play-nl-2, management"),
        NL_CONTROL("server play-nl-1, control"),
        DE_CONTROL("server play-de-1, control");

        final String title;

        Use(String title) {
            this.title = title;
        }
    }

    static PortPlan parse(String base) {
        if (base == null || base.isBlank()) return new PortPlan(DEFAULT_BASE);
        if (!base.matches("\\d{4,5}") || Integer.parseInt(base) > HIGHEST_BASE) {
            throw new Refusal(
                    Refusal.USAGE, "%s=%s is not a port from 1024 to %d".formatted(VARIABLE, base, HIGHEST_BASE));
        }
        return new PortPlan(Integer.parseInt(base));
    }

    int of(Use use) {
        return base + use.ordinal();
    }

    /** @throws Refusal naming the first busy one */
    void demandFree(Stream<Use> used) {
        used.filter(use -> !isFree(of(use))).findFirst().ifPresent(busy -> {
            throw new Refusal(
                    Refusal.PORT_BUSY,
                    "Port %d (%s) is taken by another program; to use others: %s=%d ./llavero up"
                            .formatted(of(busy), busy.title, VARIABLE, base + 1_000));
        });
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException busy) {
            return false;
        }
    }
}
