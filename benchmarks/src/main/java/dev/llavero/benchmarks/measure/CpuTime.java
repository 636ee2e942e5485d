package dev.llavero.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;

/** CPU seconds that processes have used, user and system, from {@code /proc}. */
public final class CpuTime {
    /** Linux tells them in hundredths of a second on every machine. */
    private static final double TICKS_PER_SECOND = 100;

    /** Of {@code /proc/<pid>/stat}, counted from the field after the name. */
    private static final int USER = 11;

    private CpuTime() {}

    public static double of(long... pids) {
        return LongStream.of(pids).mapToDouble(pid -> ticks(pid, 2)).sum() / TICKS_PER_SECOND;
    }

    /** With its children, those that have ended too. */
    public static double ofFamily(long pid) {
        var children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .mapToLong(ProcessHandle::pid)
                .toArray();
        return ticks(pid, 4) / TICKS_PER_SECOND + of(children);
    }

    /** User and system; four fields are those of awaited children too. */
    private static double ticks(long pid, int fields) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var values = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Arrays.stream(values, USER, USER + fields)
                    .mapToLong(Long::parseLong)
                    .sum();
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException failure) {
            if (ProcessHandle.of(pid).isEmpty()) return 0;
            throw new UncheckedIOException(failure);
        }
    }
}
