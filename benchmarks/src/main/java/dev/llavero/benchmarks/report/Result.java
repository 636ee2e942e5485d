package dev.llavero.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** All rounds of one benchmark, as they are kept in {@code benchmarks/results}. */
public record Result(
        String benchmark,
        String title,
        String date,
        Machine machine,
        int rounds,
        Map<String, Object> settings,
        List<Line> ratios,
        List<Line> lines) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * @param values one for each round
     * @param effort the medians, null where another line of the same run says it
     * @param aim of a ratio, null if there is none
     */
    public record Line(
            String measure,
            String contender,
            String unit,
            Spread spread,
            List<Double> values,
            Effort effort,
            Double aim) {}

    public static Result of(
            String benchmark, String title, Map<String, Object> settings, List<Round> rounds, List<Ratio> ratios) {
        return new Result(
                benchmark,
                title,
                LocalDate.now(ZoneOffset.UTC).toString(),
                Machine.here(),
                rounds.size(),
                new TreeMap<>(settings),
                ratios.stream().map(ratio -> line(ratio, rounds)).toList(),
                rounds.getFirst().quantities().stream()
                        .map(quantity -> line(quantity, rounds))
                        .toList());
    }

    private static Line line(Ratio ratio, List<Round> rounds) {
        var values = rounds.stream().map(ratio::in).map(Result::rounded).toList();
        return new Line(ratio.title(), null, null, Spread.of(values), values, null, ratio.aim());
    }

    private static Line line(Quantity quantity, List<Round> rounds) {
        var readings = rounds.stream().map(round -> round.reading(quantity)).toList();
        var values = readings.stream().map(Reading::value).map(Result::rounded).toList();
        var efforts =
                readings.stream().map(Reading::effort).filter(Objects::nonNull).toList();
        return new Line(
                quantity.measure(),
                quantity.contender(),
                quantity.unit(),
                Spread.of(values),
                values,
                efforts.isEmpty() ? null : median(efforts),
                null);
    }

    private static Effort median(List<Effort> efforts) {
        return new Effort(
                median(efforts, Effort::wallSeconds),
                median(efforts, Effort::cpuSeconds),
                median(efforts, Effort::backingCpuSeconds));
    }

    private static double median(List<Effort> efforts, ToDoubleFunction<Effort> of) {
        return rounded(
                Spread.of(efforts.stream().map(of::applyAsDouble).toList()).median());
    }

    /** Four digits: more would be noise in the diff of a result. */
    private static double rounded(double value) {
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(4))
                .doubleValue();
    }

    public Path write(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.writeString(file(folder, benchmark), JSON.writeValueAsString(this) + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Optional<Result> recorded(Path folder, String benchmark) {
        var file = file(folder, benchmark);
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readString(file), Result.class))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path file(Path folder, String benchmark) {
        return folder.resolve(benchmark + ".json");
    }

    /** Whether the same was done: else its ratios say nothing about ours. */
    boolean isLike(Result other) {
        return new TreeMap<>(settings).toString().equals(new TreeMap<>(other.settings).toString());
    }

    Optional<Line> ratio(String title) {
        return ratios.stream().filter(line -> line.measure().equals(title)).findFirst();
    }
}
