package dev.llavero.benchmarks.report;

/**
 * What a reading cost.
 *
 * @param cpuSeconds of the contender's own processes
 * @param backingCpuSeconds of the broker and the database that worked for it; 0 if it has none
 */
public record Effort(double wallSeconds, double cpuSeconds, double backingCpuSeconds) {}
