package dev.llavero.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts is the median of the ratios of the rounds, against the recorded one. */
class ComparisonTest {
    private static final Quantity OURS = new Quantity("burst", "Llavero", "updates/s");
    private static final Quantity PEER = OURS.of("peer");

    private static final List<Ratio> RATIOS = List.of(Ratio.ofRates(OURS, "peer", 10.0));

    @TempDir
    Path folder;

    @Test
    void ratiosAreTakenWithinARoundSoThatASlowRoundSpoilsNothing() {
        var result = result(round(100, 10), round(10, 1), round(90, 9));

        assertEquals(new Spread(10, 10, 10), result.ratios().getFirst().spread());
    }

    @Test
    void aFallOfMoreThanFifteenPercentIsARegression() {
        var recorded = Optional.of(result(round(100, 10)));

        assertTrue(Comparison.of(result(round(84, 10)), recorded).regression());
        assertFalse(Comparison.of(result(round(86, 10)), recorded).regression());
        assertFalse(Comparison.of(result(round(200, 10)), recorded).regression());
    }

    @Test
    void nothingRecordedIsNoRegression() {
        var comparison = Comparison.of(result(round(1, 10)), Optional.empty());

        assertFalse(comparison.regression());
        assertEquals(Optional.empty(), comparison.changes().getFirst().change());
    }

    @Test
    void whatWasMeasuredInAnotherWayIsNotComparedWith() {
        var other = Result.of("h0", "a test", Map.of("burst", 6), List.of(round(1000, 10)), RATIOS);

        assertFalse(Comparison.of(result(round(1, 10)), Optional.of(other)).regression());
    }

    @Test
    void aWrittenResultIsReadAsItWas() {
        var result = result(round(100, 10), round(120, 11));
        result.write(folder);

        assertEquals(Optional.of(result), Result.recorded(folder, "h0"));
    }

    private static Round round(double ours, double peer) {
        var round = new Round();
        round.read(OURS, ours, new Effort(1, 0.5, 0.2));
        round.read(PEER, peer, new Effort(2, 1, 0));
        return round;
    }

    private static Result result(Round... rounds) {
        return Result.of("h0", "a test", Map.of("burst", 5), List.of(rounds), RATIOS);
    }
}
