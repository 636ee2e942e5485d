package dev.llavero.playground;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What runs where, in aligned columns. */
record Table(List<Row> rows) {
    private static final List<String> TITLES = List.of("part", "state", "where", "pid", "log");

    record Row(Part part, Optional<String> trouble) {
        List<String> cells() {
            return List.of(
                    part.name(),
                    trouble.orElse("ok"),
                    part.where(),
                    part.pid().map(String::valueOf).orElse("-"),
                    part.log().map(Table::fromHere).orElse("-"));
        }
    }

    /** Looks at each part now, at all of them at once. */
    static Table of(List<Part> parts) {
        return new Table(parts.parallelStream()
                .map(part -> new Row(part, part.trouble()))
                .toList());
    }

    boolean isWell() {
        return rows.stream().allMatch(row -> row.trouble().isEmpty());
    }

    String text() {
        var lines = new ArrayList<List<String>>();
        lines.add(TITLES);
        rows.forEach(row -> lines.add(row.cells()));
        var widths = IntStream.range(0, TITLES.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String padded(List<String> line, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> line.get(column)
                        + " ".repeat(widths[column] - line.get(column).length()))
                .collect(Collectors.joining("  ", "  ", ""))
                .stripTrailing();
    }

    private static String fromHere(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return (file.startsWith(here) ? here.relativize(file) : file).toString();
    }
}
