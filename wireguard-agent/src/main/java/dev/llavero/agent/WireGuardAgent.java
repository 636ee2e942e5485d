package dev.llavero.agent;

import dev.llavero.agent.held.Peers;
import dev.llavero.agent.held.Upkeep;
import dev.llavero.agent.http.Api;
import dev.llavero.agent.http.HttpsPort;
import dev.llavero.agent.http.Management;
import dev.llavero.agent.http.ServerView;
import dev.llavero.agent.link.Link;
import dev.llavero.agent.link.MachineLoad;
import dev.llavero.agent.link.Routing;
import dev.llavero.agent.peer.Peer;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The agent, running. */
public final class WireGuardAgent implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Peers peers;
    private final Upkeep upkeep;
    private final HttpsPort https;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("load").factory());
    private final String apiUrl;
    private final String certSha256;

    private WireGuardAgent(Settings settings, Link link, Routing routing, UnaryOperator<Api> around)
            throws IOException {
        var state = new StateFolder(settings.state());
        var identity = state.identity(settings.privateKeyFile());
        var certificate = state.certificate(settings.host());
        var machine = new MachineLoad();
        peers = new Peers(state.peers(), link, InstantSource.system());
        upkeep = new Upkeep(link, routing, identity, settings.port(), peers);
        var server = new ServerView(
                version(),
                identity.publicKey(),
                settings.host(),
                settings.port(),
                settings.networks(),
                settings.mtu(),
                settings.dns(),
                link.kind(),
                machine);
        var secret = state.secretPath();
        https = new HttpsPort(
                settings.apiSocket(apiPort(settings, state)),
                certificate,
                secret,
                around.apply(new Management(peers, upkeep, server)));
        state.rememberApiPort(https.port());
        certSha256 = certificate.sha256();
        apiUrl = "https://" + (settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host()) + ":"
                + https.port() + "/" + secret;
        state.writeAccess(certSha256, apiUrl);
        upkeep.every(PAUSE);
        clock.scheduleWithFixedDelay(machine::tick, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Starts with the interface that the settings ask for. */
    public static WireGuardAgent start(Settings settings) throws IOException {
        var links = Links.of(settings, new StateFolder(settings.state()).forwarding());
        return new WireGuardAgent(settings, links.link(), links.routing(), UnaryOperator.identity());
    }

    /**
     * Starts on a given interface, whatever the settings say.
     *
     * @param around stands between the port and the API; for tests, where answers get lost
     */
    public static WireGuardAgent start(Settings settings, Link link, UnaryOperator<Api> around) throws IOException {
        return new WireGuardAgent(settings, link, Routing.SOMEBODY_ELSES, around);
    }

    private static int apiPort(Settings settings, StateFolder state) throws IOException {
        return settings.apiPort() != 0 ? settings.apiPort() : state.apiPort();
    }

    static String version() {
        return Optional.ofNullable(WireGuardAgent.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** A secret: ends in the secret path. */
    public String apiUrl() {
        return apiUrl;
    }

    public String certSha256() {
        return certSha256;
    }

    /** The peers that are held. */
    public List<Peer> held() {
        return peers.held();
    }

    /** Ends the API. The interface goes on carrying traffic, so that an update of the agent disturbs nobody. */
    @Override
    public void close() throws IOException {
        https.close();
        upkeep.close();
        clock.shutdownNow();
        peers.close();
    }
}
