package dev.llavero.benchmarks.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has in memory. */
public final class ResidentMemory {
    private ResidentMemory() {}

    public static double megabytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** Of the {@code wireguard-go} that runs this interface. */
    public static double ofDaemon(String interfaceName) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.endsWith("wireguard-go " + interfaceName))
                        .isPresent())
                .mapToDouble(process -> megabytes(process.pid()))
                .max()
                .orElseThrow();
    }
}
