package dev.llavero.benchmarks.report;

import java.lang.management.ManagementFactory;

/** Where it was measured, as far as that explains a figure; no names. */
public record Machine(int cores, long memoryMiB, String jdk, String os) {
    public static Machine here() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() / (1024 * 1024),
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }
}
