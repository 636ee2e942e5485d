package dev.llavero.app.op;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under headings, in columns as wide as their widest cell. */
final class Table {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    private final List<List<String>> lines = new ArrayList<>();

    Table(String... headings) {
        lines.add(List.of(headings));
    }

    Table row(Object... cells) {
        lines.add(Arrays.stream(cells).map(Table::text).toList());
        return this;
    }

    /** Unknown is shown as unknown. */
    private static String text(Object cell) {
        return switch (cell) {
            case null -> "-";
            case Instant time -> MINUTES.format(time);
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            case Boolean flag -> flag ? "yes" : "no";
            default -> cell.toString();
        };
    }

    @Override
    public String toString() {
        var widths =
                IntStream.range(0, lines.getFirst().size()).map(this::width).toArray();
        return lines.stream()
                .map(line -> IntStream.range(0, widths.length)
                        .mapToObj(column -> padded(line.get(column), widths[column]))
                        .collect(Collectors.joining("  "))
                        .stripTrailing())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private int width(int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }
}
