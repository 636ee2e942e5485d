package dev.llavero.agent;

import dev.llavero.agent.http.Reading;
import dev.llavero.agent.link.MachineLoad;
import dev.llavero.agent.outline.ShadowsocksMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The agent on an Outline host: it serves the exact counters that the Shadowsocks server keeps, with their epoch, over the same
 * pinned HTTPS. It changes nothing there, and touches no interface.
 */
public final class OutlineReader implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Entrance entrance;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("load").factory());

    private OutlineReader(Settings settings) throws IOException {
        var machine = new MachineLoad();
        var metrics = new ShadowsocksMetrics(settings.metrics());
        entrance = Entrance.open(
                settings,
                new StateFolder(settings.state()),
                new Reading(metrics, WireGuardAgent.version(), settings.host(), machine));
        clock.scheduleWithFixedDelay(machine::tick, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    public static OutlineReader start(Settings settings) throws IOException {
        return new OutlineReader(settings);
    }

    /** A secret: ends in the secret path. */
    public String apiUrl() {
        return entrance.apiUrl();
    }

    public String certSha256() {
        return entrance.certSha256();
    }

    @Override
    public void close() {
        entrance.close();
        clock.shutdownNow();
    }
}
