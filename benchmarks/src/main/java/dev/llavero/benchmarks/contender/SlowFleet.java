package dev.llavero.benchmarks.contender;

import dev.llavero.testkit.outline.OutlineSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many simulated Outline servers that take their time, each in a place of its own: a key that waits is not placed elsewhere. */
public record SlowFleet(List<OutlineSimulator> servers, Path serversFile) implements AutoCloseable {
    public static SlowFleet of(int size, Duration latency, Path folder) {
        var servers = IntStream.range(0, size).mapToObj(SlowFleet::start).toList();
        servers.forEach(server -> server.latency(latency));
        var file = folder.resolve("slow-fleet.yaml");
        try {
            Files.writeString(file, yaml(servers));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new SlowFleet(servers, file);
    }

    private static OutlineSimulator start(int number) {
        try {
            return OutlineSimulator.start(0, 0, null, "slow-" + number);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String yaml(List<OutlineSimulator> servers) {
        var places = IntStream.range(0, servers.size())
                .mapToObj(number ->
                        "  - {code: %s, flag: \"🏳\", names: {en: Place %d}}%n".formatted(place(number), number))
                .collect(Collectors.joining());
        var entries = IntStream.range(0, servers.size())
                .mapToObj(number ->
                        "  - {id: slow-%d, location: %s, protocol: outline, host: 127.0.0.1, api-url: \"%s\", cert-sha256: \"%s\", capacity: 100000}%n"
                                .formatted(
                                        number,
                                        place(number),
                                        servers.get(number).apiUrl(),
                                        servers.get(number).certSha256()))
                .collect(Collectors.joining());
        return "locations:\n" + places + "servers:\n" + entries;
    }

    private static String place(int number) {
        return "p" + number;
    }

    public int size() {
        return servers.size();
    }

    public List<String> places() {
        return IntStream.range(0, servers.size()).mapToObj(SlowFleet::place).toList();
    }

    @Override
    public void close() {
        servers.forEach(SlowFleet::stop);
    }

    private static void stop(OutlineSimulator server) {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
