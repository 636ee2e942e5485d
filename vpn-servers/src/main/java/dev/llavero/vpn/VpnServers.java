package dev.llavero.vpn;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every VPN server by its access. Connections are kept per access, so ask again rather than keep what it gives. */
@ApplicationScoped
public class VpnServers {

    /** An outside call must end before the lease that it is made under. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(8);

    private final Map<ServerAccess, VpnServer> servers = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final Duration longestCall;

    @Inject
    public VpnServers(Vertx vertx) {
        this(vertx, LONGEST_CALL);
    }

    public VpnServers(Vertx vertx, Duration longestCall) {
        this.vertx = vertx;
        this.longestCall = longestCall;
    }

    public VpnServer at(ServerAccess access) {
        return servers.computeIfAbsent(access, this::open);
    }

    /** @param why for logs */
    public VpnServer withoutAccess(String why) {
        return new NoAccess(why);
    }

    private VpnServer open(ServerAccess access) {
        return switch (access) {
            case OutlineAccess outline -> new OutlineServer(vertx, outline.address(), longestCall);
            case WireGuardAccess agent -> new WireGuardServer(vertx, agent.address(), longestCall);
        };
    }
}
