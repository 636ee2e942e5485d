package dev.llavero.playground;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that the page shows.
 *
 * @param people who waits, for what and how long
 * @param rows what waits in the database, table by table; empty when nothing does
 */
record ChaosState(long seed, List<Living> parts, List<String> people, List<String> rows, ChaosRecord.Summary summary) {
    /**
     * @param trouble null while all is well
     * @param megabytes resident; null when it does not run, or where the system does not tell
     */
    record Living(String name, String trouble, Long megabytes) {
        static Living of(Part part) {
            return new Living(
                    part.name(),
                    part.trouble().orElse(null),
                    part.pid().flatMap(Living::resident).orElse(null));
        }

        static long megabytes(List<Living> all) {
            return all.stream()
                    .map(Living::megabytes)
                    .filter(Objects::nonNull)
                    .mapToLong(Long::longValue)
                    .sum();
        }

        static Living ofThisProcess() {
            return new Living(
                    "playground", null, resident(ProcessHandle.current().pid()).orElse(null));
        }

        private static Optional<Long> resident(long pid) {
            try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
                return lines.filter(line -> line.startsWith("VmRSS:"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
                        .findFirst();
            } catch (IOException gone) {
                return Optional.empty();
            }
        }
    }
}
