package dev.llavero.keys.server;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a reading has found so far. */
final class Remarks {
    private static final Comparator<Remark> BY_LINE = Comparator.comparingInt(Remark::line);

    private final List<Remark> problems = new ArrayList<>();
    private final List<Remark> warnings = new ArrayList<>();

    void problem(int line, String field, String message) {
        problems.add(new Remark(line, field, message));
    }

    void warning(int line, String field, String message) {
        warnings.add(new Remark(line, field, message));
    }

    List<Remark> problems() {
        return problems.stream().distinct().sorted(BY_LINE).toList();
    }

    List<Remark> warnings() {
        return warnings.stream().distinct().sorted(BY_LINE).toList();
    }
}
