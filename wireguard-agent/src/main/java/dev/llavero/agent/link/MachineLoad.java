package dev.llavero.agent.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How busy the machine is, from {@code /proc}. What cannot be read is unknown, never 0. */
public final class MachineLoad {

    /**
     * @param busy share of the processors' time since the last sample, 0 to 1
     * @param memory in bytes
     * @param nic bytes through the interface that leads to the internet, since the machine started
     */
    public record Sample(Optional<Double> busy, Optional<Memory> memory, Optional<Nic> nic) {}

    public record Memory(long totalBytes, long availableBytes) {}

    public record Nic(String name, long receivedBytes, long sentBytes) {}

    private record Ticks(long busy, long all) {}

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private Optional<Ticks> before = ticks();
    private Optional<Double> busy = Optional.empty();

    /** Ends one stretch of processor time and begins the next; call it every few seconds. */
    public synchronized void tick() {
        var now = ticks();
        if (now.isPresent()
                && before.isPresent()
                && now.get().all() > before.get().all())
            busy = Optional.of((double) (now.get().busy() - before.get().busy())
                    / (now.get().all() - before.get().all()));
        before = now;
    }

    public synchronized Sample sample() {
        return new Sample(busy, memory(), nic());
    }

    private static Optional<Ticks> ticks() {
        return lines("/proc/stat")
                .filter(line -> line.startsWith("cpu "))
                .findFirst()
                .map(line -> {
                    // user nice system idle iowait irq softirq steal; guest time is already in user
                    var times = Arrays.stream(SPACES.split(line))
                            .skip(1)
                            .limit(8)
                            .mapToLong(Long::parseLong)
                            .toArray();
                    var all = Arrays.stream(times).sum();
                    return new Ticks(all - times[3] - times[4], all);
                });
    }

    private static Optional<Memory> memory() {
        return kilobytes("MemTotal:").flatMap(total -> kilobytes("MemAvailable:")
                .map(available -> new Memory(total * 1024, available * 1024)));
    }

    private static Optional<Long> kilobytes(String name) {
        return lines("/proc/meminfo")
                .filter(line -> line.startsWith(name))
                .map(line -> Long.parseLong(SPACES.split(line)[1]))
                .findFirst();
    }

    private static Optional<Nic> nic() {
        return lines("/proc/net/route")
                .map(line -> List.of(SPACES.split(line)))
                .filter(route -> route.size() > 7
                        && route.get(1).equals("00000000")
                        && route.get(7).equals("00000000"))
                .map(List::getFirst)
                .findFirst()
                .flatMap(MachineLoad::traffic);
    }

    private static Optional<Nic> traffic(String name) {
        return lines("/proc/net/dev")
                .map(String::strip)
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> SPACES.split(line.substring(name.length() + 1).strip()))
                .map(counts -> new Nic(name, Long.parseLong(counts[0]), Long.parseLong(counts[8])))
                .findFirst();
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readString(Path.of(file)).lines();
        } catch (IOException unknown) {
            return Stream.empty();
        }
    }
}
