package dev.llavero.benchmarks;

import dev.llavero.benchmarks.report.Comparison;
import dev.llavero.benchmarks.report.Result;
import dev.llavero.benchmarks.report.Round;
import dev.llavero.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.Optional;

/** {@code ./llavero bench [name…] [--quick] [--check] [--rounds N]}: see {@code docs/benchmarks.md}. */
public final class Bench {
    private final Repository repository;
    private final Options options;

    private Bench(Repository repository, Options options) {
        this.repository = repository;
        this.options = options;
    }

    public static void main(String[] arguments) {
        try {
            System.exit(run(arguments));
        } catch (IllegalArgumentException wrongUse) {
            System.err.println(wrongUse.getMessage());
            System.exit(2);
        } catch (RuntimeException failed) {
            // Simulators and brokers would keep this process alive.
            failed.printStackTrace();
            System.exit(1);
        }
    }

    /** Returns the exit code: 1 if there is a regression and {@code --check} asked for it. */
    static int run(String... arguments) {
        // Neither the Kafka client nor Vert.x has anything to say that belongs into a table.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        var repository = Repository.here();
        if (System.getProperty("llavero.app") == null) {
            System.setProperty("llavero.app", repository.builtApplication().toString());
        }
        return new Bench(repository, Options.of(arguments, repository)).measureAll();
    }

    private int measureAll() {
        if (options.headlines().size() > 1) {
            return options.headlines().stream()
                    .mapToInt(headline -> Alone.measure(headline, options))
                    .max()
                    .orElseThrow();
        }
        boolean regression = measure(options.headlines().getFirst());
        return regression && options.check() ? 1 : 0;
    }

    /** Whether it got worse. */
    private boolean measure(Headline headline) {
        var missing = headline.missing();
        if (missing.isPresent()) {
            System.out.printf("%s: SKIPPED, %s%n", headline.key(), missing.get());
            return false;
        }
        var result = rounds(headline);
        var recorded = options.results() == null
                ? Optional.<Result>empty()
                : Result.recorded(options.results(), headline.key());
        var comparison = Comparison.of(result, recorded);
        new Table(System.out).print(result, comparison);
        if (options.results() != null && !options.check()) {
            System.out.println("written to " + result.write(options.results()));
        }
        return comparison.regression();
    }

    private Result rounds(Headline headline) {
        var size = options.size();
        try (var benchmark = headline.open(repository, size)) {
            for (int warmUp = 1; warmUp <= size.warmUps(); warmUp++) {
                System.err.printf("%s: warm-up %d of %d%n", headline.key(), warmUp, size.warmUps());
                benchmark.round(warmUp);
            }
            var rounds = new ArrayList<Round>();
            for (int number = 1; number <= size.rounds(); number++) {
                System.err.printf("%s: round %d of %d%n", headline.key(), number, size.rounds());
                rounds.add(benchmark.round(number));
            }
            return Result.of(headline.key(), headline.title(), benchmark.settings(), rounds, benchmark.ratios());
        }
    }
}
