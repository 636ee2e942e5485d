package dev.llavero.benchmarks.report;

/** @param effort null where several readings come from one run and another of them says it */
public record Reading(double value, Effort effort) {
    public static Reading of(double value) {
        return new Reading(value, null);
    }
}
