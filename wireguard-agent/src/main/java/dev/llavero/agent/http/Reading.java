package dev.llavero.agent.http;

import dev.llavero.agent.Log;
import dev.llavero.agent.link.MachineLoad;
import dev.llavero.agent.link.MachineLoad.Memory;
import dev.llavero.agent.outline.KeyBytes;
import dev.llavero.agent.outline.ShadowsocksMetrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of an agent that reads an Outline host's counters and changes nothing. */
public final class Reading implements Api {

    private static final String BACKEND = "outline-reader";

    private final ShadowsocksMetrics metrics;
    private final String version;
    private final String hostname;
    private final MachineLoad machine;

    public Reading(ShadowsocksMetrics metrics, String version, String hostname, MachineLoad machine) {
        this.metrics = metrics;
        this.version = version;
        this.hostname = hostname;
        this.machine = machine;
    }

    @Override
    public Optional<Answer> answer(Request request) {
        if (!request.method().equals("GET")) return Optional.of(Answer.notAllowed(List.of("GET")));
        return Optional.of(
                switch (request.path()) {
                    case "/metrics/transfer" -> transfers();
                    case "/server" -> Answer.of(200, new Bodies.Reader(version, hostname, BACKEND, load()));
                    case "/health" -> health();
                    default -> Answer.problem(404, "ResourceNotFound", "there is nothing here");
                });
    }

    private Answer transfers() {
        try {
            var counts = metrics.read();
            return Answer.of(
                    200,
                    new Bodies.Transfers(counts.byKey().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(key -> body(key.getKey(), counts.epoch(), key.getValue()))
                            .toList()));
        } catch (IOException down) {
            return unreadable(down);
        }
    }

    private static Bodies.Transfer body(String key, long epoch, KeyBytes bytes) {
        return new Bodies.Transfer(key, epoch, bytes.receivedBytes(), bytes.sentBytes(), null, null);
    }

    private Answer health() {
        try {
            var keys = metrics.read().byKey().size();
            return Answer.of(200, new Bodies.Health("ok", BACKEND, keys, null));
        } catch (IOException down) {
            return Answer.of(503, new Bodies.Health("trouble", BACKEND, 0, String.valueOf(down.getMessage())));
        }
    }

    private static Answer unreadable(IOException down) {
        Log.line("the Shadowsocks server's metrics cannot be read: " + down.getMessage());
        return Answer.problem(503, "MetricsDown", "the Shadowsocks server's metrics cannot be read");
    }

    private Bodies.HostLoad load() {
        var sample = machine.sample();
        return new Bodies.HostLoad(
                sample.busy().orElse(null),
                sample.memory().map(Memory::totalBytes).orElse(null),
                sample.memory().map(Memory::availableBytes).orElse(null),
                sample.nic()
                        .map(nic -> new Bodies.Nic(nic.name(), nic.receivedBytes(), nic.sentBytes()))
                        .orElse(null));
    }
}
