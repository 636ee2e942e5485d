package dev.llavero.playground;

import dev.llavero.testkit.ChildJvm;
import dev.llavero.testkit.wireguard.TunnelLab;
import dev.llavero.testkit.wireguard.TunnelMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.MatchResult;

/**
 * A WireGuard server in a process of its own. Real where the machine allows it, in networks of their own that nothing else sees;
 * else its interface is in memory and carries nothing.
 */
final class WireGuardServer implements Part, AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);

    private final String name;
    private final Home home;
    private final PortPlan ports;
    private final Watch watch;
    private volatile ChildJvm process;
    private volatile MatchResult ready;

    private WireGuardServer(String name, Home home, PortPlan ports, Consumer<String> tell) {
        this.name = name;
        this.home = home;
        this.ports = ports;
        begin();
        watch = new Watch(name, this::exit, this::begin, tell).begin();
    }

    static WireGuardServer start(String name, Home home, PortPlan ports, Consumer<String> tell) {
        return new WireGuardServer(name, home, ports, tell);
    }

    private void begin() {
        var child = ChildJvm.named(name)
                .options("-Xms16m", "-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .main(System.getProperty("java.class.path"), TunnelMain.class.getName())
                .arguments(
                        network(),
                        Integer.toString(ports.of(PortPlan.Use.NL2_API)),
                        home.wireGuard(name).toString())
                .start(home.log(name));
        process = child;
        ready = child.awaitLine("^READY (real|memory: (.*))$", START);
    }

    /** Another playground on other ports has others. */
    private String network() {
        return "lv" + ports.base();
    }

    private CompletableFuture<Integer> exit() {
        return process.exit();
    }

    private boolean isReal() {
        return ready.group(2) == null;
    }

    /** What users' files name. */
    String host() {
        return isReal() ? TunnelLab.HOST : "127.0.0.1";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String where() {
        return isReal()
                ? "WireGuard, real: from " + network() + "d to " + host()
                : "WireGuard, in memory: " + ready.group(2);
    }

    @Override
    public Optional<Long> pid() {
        return Optional.of(process.pid());
    }

    @Override
    public Optional<Path> log() {
        return Optional.of(process.output());
    }

    @Override
    public Optional<String> trouble() {
        return process.isAlive() ? Optional.empty() : Optional.of("down");
    }

    @Override
    public void close() {
        watch.end();
        process.close();
    }
}
