package dev.llavero.benchmarks.report;

import java.io.PrintStream;
import java.util.Locale;

/** A result for the eye. */
public final class Table {
    private final PrintStream out;

    public Table(PrintStream out) {
        this.out = out;
    }

    public void print(Result result, Comparison comparison) {
        out.printf("%n%s  %s%n", result.benchmark(), result.title());
        out.printf(
                "%d rounds, %d cores, JDK %s; %s%n",
                result.rounds(), result.machine().cores(), result.machine().jdk(), result.settings());
        lines(result);
        ratios(comparison);
    }

    private void lines(Result result) {
        String measure = null;
        for (var line : result.lines()) {
            if (!line.measure().equals(measure)) {
                measure = line.measure();
                out.printf(
                        "%n  %-46s %10s  %-21s %8s  %s%n",
                        measure + ", " + line.unit(), "median", "  min … max", "wall s", "CPU s (+ broker, database)");
            }
            out.printf(
                    "    %-44s %10s  %-21s %s%n",
                    line.contender(), number(line.spread().median()), range(line.spread()), effort(line.effort()));
        }
    }

    private void ratios(Comparison comparison) {
        out.printf("%n  %-84s %8s  %-17s %8s  %s%n", "ratio", "median", "  min … max", "recorded", "change");
        for (var change : comparison.changes()) {
            var line = change.ratio();
            out.printf(
                    "    %-82s %8s  %-17s %8s  %s%s%s%n",
                    line.measure(),
                    number(line.spread().median()),
                    range(line.spread()),
                    change.before() == null ? "-" : number(change.before()),
                    change.change().map(Table::percent).orElse("-"),
                    change.regression() ? "  REGRESSION" : "",
                    line.aim() == null ? "" : "  (aim %s)".formatted(number(line.aim())));
        }
        out.println();
    }

    private static String effort(Effort effort) {
        return effort == null
                ? ""
                : String.format(Locale.ROOT, "%8.2f  %.2f", effort.wallSeconds(), effort.cpuSeconds())
                        + (effort.backingCpuSeconds() == 0
                                ? ""
                                : String.format(Locale.ROOT, " (+ %.2f)", effort.backingCpuSeconds()));
    }

    private static String range(Spread spread) {
        return number(spread.min()) + " … " + number(spread.max());
    }

    private static String percent(double change) {
        return String.format(Locale.ROOT, "%+.0f %%", change * 100);
    }

    private static String number(double value) {
        var size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
