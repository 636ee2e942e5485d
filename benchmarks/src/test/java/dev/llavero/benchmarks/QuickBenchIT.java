package dev.llavero.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.llavero.benchmarks.report.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each measurement runs from beginning to end; its figures mean nothing here. Takes about a minute each. */
@Tag("bench")
class QuickBenchIT {
    @TempDir
    Path results;

    @ParameterizedTest
    @EnumSource(Headline.class)
    void aMeasurementRunsAndIsKept(Headline headline) {
        assertEquals(0, Bench.run(headline.key(), "--quick", "--results", results.toString()));

        var kept = Result.recorded(results, headline.key()).orElseThrow();
        assertEquals(1, kept.rounds());
        assertTrue(kept.lines().stream()
                .filter(line -> !line.contender().contains("over the limit"))
                .allMatch(line -> line.spread().min() > 0));
        assertTrue(kept.ratios().stream().allMatch(ratio -> ratio.spread().median() > 0));
    }
}
