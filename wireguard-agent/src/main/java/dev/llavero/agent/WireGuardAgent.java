package dev.llavero.agent;

import dev.llavero.agent.held.Ownership;
import dev.llavero.agent.held.Peers;
import dev.llavero.agent.held.Upkeep;
import dev.llavero.agent.http.Api;
import dev.llavero.agent.http.Management;
import dev.llavero.agent.http.ServerView;
import dev.llavero.agent.link.Link;
import dev.llavero.agent.link.LinkDown;
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
    private final Entrance entrance;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("load").factory());

    private WireGuardAgent(Settings settings, Link link, Routing routing, UnaryOperator<Api> around)
            throws IOException {
        var state = new StateFolder(settings.state());
        var identity = state.identity(settings.privateKeyFile());
        var ownership = state.ownership(settings.interfaceName(), link, identity);
        requireOurs(ownership);
        var machine = new MachineLoad();
        peers = new Peers(state.peers(), link, InstantSource.system());
        upkeep = new Upkeep(link, routing, identity, settings.port(), peers, ownership);
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
        entrance = Entrance.open(settings, state, around.apply(new Management(peers, upkeep, server)));
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

    /** One that does not answer yet is looked at again before anything is done to it. */
    private static void requireOurs(Ownership ownership) throws IOException {
        Optional<String> objection;
        try {
            objection = ownership.objection();
        } catch (LinkDown unanswered) {
            Log.line("whose the interface is cannot be told yet: " + unanswered.getMessage());
            return;
        }
        if (objection.isPresent()) throw new IOException(objection.get());
    }

    static String version() {
        return Optional.ofNullable(WireGuardAgent.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** A secret: ends in the secret path. */
    public String apiUrl() {
        return entrance.apiUrl();
    }

    public String certSha256() {
        return entrance.certSha256();
    }

    /** The peers that are held. */
    public List<Peer> held() {
        return peers.held();
    }

    /** Returns when the agent can do nothing more for its journal, and only a new start can. */
    void awaitBroken() throws InterruptedException {
        while (!peers.isBroken()) Thread.sleep(PAUSE);
    }

    /** Ends the API. The interface goes on carrying traffic, so that an update of the agent disturbs nobody. */
    @Override
    public void close() throws IOException {
        entrance.close();
        upkeep.close();
        clock.shutdownNow();
        peers.close();
    }
}
