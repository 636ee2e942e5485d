package dev.llavero.agent.held;

import dev.llavero.agent.Log;
import dev.llavero.agent.link.Link;
import dev.llavero.agent.link.LinkDown;
import dev.llavero.agent.link.Routing;
import dev.llavero.agent.peer.PrivateKey;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks every few seconds whether the interface is still the one that was filled, and if not makes, identifies and fills it. Now
 * and then compares all of it with the book, for peers can also be removed one by one. Peers come before routes: whoever has a key
 * is not to lose it for something that concerns the machine.
 */
public final class Upkeep implements AutoCloseable {

    private static final Duration COMPARING = Duration.ofMinutes(1);
    private static final Optional<String> STARTING = Optional.of("the interface was not looked at yet");

    private final Link link;
    private final Routing routing;
    private final PrivateKey identity;
    private final int listenPort;
    private final Peers peers;
    private final Ownership ownership;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("upkeep").factory());

    private Optional<String> filled = Optional.empty();
    private boolean resumed;
    private volatile boolean routed;
    private volatile Optional<String> objection = Optional.empty();
    private volatile Optional<String> trouble = STARTING;

    public Upkeep(Link link, Routing routing, PrivateKey identity, int listenPort, Peers peers, Ownership ownership) {
        this.link = link;
        this.routing = routing;
        this.identity = identity;
        this.listenPort = listenPort;
        this.peers = peers;
        this.ownership = ownership;
    }

    public void every(Duration pause) {
        clock.scheduleWithFixedDelay(() -> quietly(this::look), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        var comparing = COMPARING.toMillis();
        clock.scheduleWithFixedDelay(() -> quietly(this::compare), comparing, comparing, TimeUnit.MILLISECONDS);
    }

    private interface Step {
        void run() throws IOException;
    }

    /** A schedule ends for ever with the first exception that leaves it. */
    private void quietly(Step step) {
        try {
            step.run();
            turned(Optional.empty());
        } catch (IOException | RuntimeException failed) {
            turned(Optional.of(String.valueOf(failed.getMessage())));
        }
    }

    private void turned(Optional<String> now) {
        if (now.isPresent() && !now.equals(trouble)) Log.line("trouble: " + now.get());
        if (now.isEmpty() && trouble.isPresent() && trouble != STARTING) Log.line("all is well again");
        trouble = now;
    }

    /** Fills the interface if it is not the one that was filled last, and connects it. Costs nothing when both are done. */
    public synchronized void look() throws IOException {
        fill();
        if (!routed) route();
    }

    private synchronized void fill() throws IOException {
        var now = link.incarnation();
        if (now.isPresent() && now.equals(filled)) return;
        routed = false;
        if (now.isEmpty() && ownership.isTheVeryOne()) link.clear();
        link.make();
        objection = ownership.objection();
        requireOurs();
        link.identify(identity, listenPort);
        ownership.remember();
        var made = link.incarnation();
        if (resumed) peers.fill();
        else peers.resume();
        resumed = true;
        filled = made;
        Log.line("the interface has its " + peers.held().size() + " peers");
    }

    private synchronized void route() throws LinkDown {
        routing.establish();
        routed = true;
    }

    private synchronized void compare() throws IOException {
        fill();
        var wrong = peers.compare();
        if (wrong > 0) Log.line(wrong + " peers were not as they should be: mended");
        route();
    }

    /** For what promises somebody a connection. @throws LinkDown where packets of peers would not get any further */
    public void requireConnection() throws IOException {
        if (!routed) look();
    }

    /** For what changes the interface. @throws LinkDown while it is somebody else's */
    public void requireOurs() throws LinkDown {
        if (objection.isPresent()) throw new LinkDown(objection.get());
    }

    /** Does what reads counters while the interface stays the one that was filled, for others begin at 0. */
    public <T> T counting(Counting<T> work) throws IOException {
        fill();
        var before = link.incarnation();
        var result = work.run();
        if (before.isEmpty() || !link.incarnation().equals(before))
            throw new LinkDown("the interface was made anew meanwhile: ask again");
        return result;
    }

    @FunctionalInterface
    public interface Counting<T> {
        T run() throws IOException;
    }

    /** What does not work at the moment. */
    public Optional<String> trouble() {
        return peers.isBroken() ? Optional.of("the journal cannot be written: restart the agent") : trouble;
    }

    /** Returns when nothing is being done any more: what it writes to may be closed afterwards. */
    @Override
    public void close() {
        clock.shutdownNow();
        clock.close();
    }
}
