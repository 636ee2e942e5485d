package dev.llavero.benchmarks;

import dev.llavero.benchmarks.report.Ratio;
import dev.llavero.benchmarks.report.Round;
import java.util.List;
import java.util.Map;

/** One headline measurement: open it, let it do its rounds, close it. */
interface Benchmark extends AutoCloseable {
    /** What is printed and kept of how it was set up. */
    Map<String, Object> settings();

    /** Every contender once, one after the other; the order turns around from round to round. */
    Round round(int number);

    List<Ratio> ratios();

    @Override
    void close();
}
