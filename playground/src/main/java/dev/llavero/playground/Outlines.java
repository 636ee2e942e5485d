package dev.llavero.playground;

import dev.llavero.testkit.outline.ControlPort;
import dev.llavero.testkit.outline.OutlineSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Two simulated Outline servers in two places, and the file that tells the application about them and the WireGuard server. */
final class Outlines implements AutoCloseable {
    /** Their addresses stay in the {@code access.txt} of each, where an Outline installation has them too. */
    private static final String SERVERS = """
            # Written by the playground at each start.
            locations:
              - code: nl
                flag: "🇳🇱"
                names: {en: Netherlands, es: Países Bajos, ru: Нидерланды}
              - code: de
                flag: "🇩🇪"
                names: {en: Germany, es: Alemania, ru: Германия}
            servers:
              - {id: %1$s, location: nl, protocol: outline, host: 127.0.0.1, capacity: 100, api-url-file: outline/%1$s/access.txt}
              - {id: %2$s, location: de, protocol: outline, host: 127.0.0.1, capacity: 100, api-url-file: outline/%2$s/access.txt}
              - {id: %3$s, location: nl, protocol: wireguard, host: %4$s, capacity: 100, api-url-file: wireguard/%3$s/access.txt}
            """;

    private final List<Simulated> simulated = new ArrayList<>();
    private final Path serversFile;

    private Outlines(Path serversFile) {
        this.serversFile = serversFile;
    }

    /** @param control where people make it go wrong, and see what it really holds */
    private record Simulated(OutlineSimulator server, ControlPort control) implements AutoCloseable {
        Part asPart() {
            return InProcess.here(
                    server.name(),
                    "127.0.0.1:%d (Shadowsocks), %d (control)".formatted(server.ssPort(), control.port()));
        }

        @Override
        public void close() throws IOException {
            control.close();
            server.close();
        }
    }

    /** @param wireGuardHost where users find the WireGuard server */
    static Outlines start(PlayServers names, Home home, PortPlan ports, String wireGuardHost) throws IOException {
        var servers = SERVERS.formatted(names.nl1(), names.de1(), names.nl2(), wireGuardHost);
        var outlines = new Outlines(home.writePrivately(home.folder().resolve("servers.yaml"), servers));
        outlines.start(
                names.nl1(),
                home,
                ports.of(PortPlan.Use.NL_API),
                ports.of(PortPlan.Use.NL_TRAFFIC),
                ports.of(PortPlan.Use.NL_CONTROL));
        outlines.start(
                names.de1(),
                home,
                ports.of(PortPlan.Use.DE_API),
                ports.of(PortPlan.Use.DE_TRAFFIC),
                ports.of(PortPlan.Use.DE_CONTROL));
        return outlines;
    }

    private void start(String name, Home home, int apiPort, int trafficPort, int controlPort) throws IOException {
        var server = OutlineSimulator.start(apiPort, trafficPort, home.outline(name), name);
        simulated.add(new Simulated(server, new ControlPort(server, controlPort)));
    }

    Path serversFile() {
        return serversFile;
    }

    Map<String, OutlineSimulator> byName() {
        return simulated.stream()
                .map(Simulated::server)
                .collect(Collectors.toMap(OutlineSimulator::name, server -> server));
    }

    List<Part> parts() {
        return simulated.stream().map(Simulated::asPart).toList();
    }

    @Override
    public void close() throws IOException {
        for (var one : simulated) one.close();
    }
}
