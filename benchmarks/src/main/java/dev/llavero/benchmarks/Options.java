package dev.llavero.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * {@code [name…] [--quick] [--check] [--rounds N] [--results FOLDER]}.
 *
 * @param check compares with what is recorded, leaves it as it is, and a regression is a failure
 * @param results where results are kept; quick ones are not, unless a folder is given
 */
record Options(List<Headline> headlines, Size size, boolean check, Path results) {
    static Options of(String[] arguments, Repository repository) {
        var headlines = new ArrayList<Headline>();
        var size = Size.WHOLE;
        var check = false;
        Path results = null;
        Integer rounds = null;
        for (Iterator<String> all = List.of(arguments).iterator(); all.hasNext(); ) {
            var argument = all.next();
            switch (argument) {
                case "--quick" -> size = Size.QUICK;
                case "--check" -> check = true;
                case "--rounds" -> rounds = Integer.valueOf(value(argument, all));
                case "--results" -> results = Path.of(value(argument, all));
                default -> headlines.add(Headline.named(argument));
            }
        }
        return new Options(
                headlines.isEmpty() ? List.of(Headline.values()) : headlines,
                rounds == null ? size : size.rounds(rounds),
                check,
                results != null || size == Size.QUICK ? results : repository.results());
    }

    /** The same for one of them. */
    String[] forOne(Headline headline) {
        var arguments = new ArrayList<>(List.of(headline.key(), "--rounds", Integer.toString(size.rounds())));
        if (size.burst() == Size.QUICK.burst()) arguments.add("--quick");
        if (check) arguments.add("--check");
        if (results != null) arguments.addAll(List.of("--results", results.toString()));
        return arguments.toArray(String[]::new);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) throw new IllegalArgumentException(option + " needs a value");
        return rest.next();
    }
}
