package dev.llavero.benchmarks.report;

/**
 * One line of a result: who, what, in which unit.
 *
 * @param measure lines with the same one are comparable, such as {@code burst}
 */
public record Quantity(String measure, String contender, String unit) {
    /** Of another contender. */
    public Quantity of(String other) {
        return new Quantity(measure, other, unit);
    }

    @Override
    public String toString() {
        return measure + ", " + contender;
    }
}
